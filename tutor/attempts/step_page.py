"""What a step's page is made of."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tutor.attempts import drafts, explanations, runs
from tutor.attempts.access import Place
from tutor.attempts.cells import Facts, cell
from tutor.attempts.laboratory import last_settings, parameters
from tutor.attempts.models import Attempt
from tutor.attempts.progress import Key
from tutor.attempts.questions import questions_of
from tutor.attempts.surveys import comparison
from tutor.attempts.talk import talk
from tutor.attempts.trials import trial_groups
from tutor.attempts.workspaces import sides_of, workspaces
from tutor.catalog.courses import (
    BeliefStep,
    CodeStep,
    ContrastStep,
    Exercise,
    ExplainStep,
    LabStep,
    RunnableStep,
    Step,
    WriteTestStep,
    checks_of,
    course,
    observations_of,
    step_key,
)
from tutor.people.models import Classroom

# What the learner works on, by kind of step.
WORK = {
    "belief": "attempts/_belief.html",
    "predict": "attempts/_predict.html",
    "explain": "attempts/_explain.html",
    "fix": "attempts/_write.html",
    "instrument": "attempts/_write.html",
    "build": "attempts/_write.html",
    "write_test": "attempts/_write.html",
    "contrast": "attempts/_contrast.html",
    "lab": "attempts/_lab.html",
}
# Reality's tabs, where they are not those of one program.
TABS = {"contrast": "attempts/_contrast_tabs.html", "lab": "attempts/_lab_tabs.html"}
# What Reality says before the first run.
INVITATION = _("Change the code, then check it. It runs on a database of its own.")
INVITATIONS = {
    "write_test": _("Write the test, then check it. It is tried on versions of the code that you do not see."),
    "contrast": _("Run both. Each has a database of its own."),
    "lab": _("Choose, then measure."),
}

# Stands for the run's id in addresses that the page's script fills in.
ANY_RUN = UUID(int=0)
# None, a rack, a building, a continent.
LATENCIES_MS = (0, 1, 5, 25)
# Addresses of a run, by the names that the page's script knows them by.
OF_RUN = {
    "run": "run",
    "events": "run-events",
    "cancel": "run-cancel",
    "replay": "replay",
    "events_file": "run-events-file",
    "statements_file": "run-statements-file",
}


def step_url(classroom_id: int, exercise: Exercise, step: Step | None) -> str:
    """Return a step's address; without a step, the exercise's, which leads to the learner's current one."""
    if step is None:
        return reverse("exercise", args=[classroom_id, exercise.id])
    return reverse("step", args=[classroom_id, exercise.id, step.id])


def rail(attempt: Attempt, exercise: Exercise, shown: Step, known: dict[Key, Facts]) -> list[dict[str, object]]:
    """Return the exercise's steps with the learner's state in each."""
    rows = []
    for step in exercise.steps:
        state = cell(step.kind, known.get((attempt.learner_id, step_key(exercise.id, step.id)), Facts()))
        rows.append(
            {
                "id": step.id,
                "title": step.title,
                "kind": step.kind,
                "url": step_url(attempt.classroom_id, exercise, step),
                "state": state.value,
                "state_text": state.label,
                "current": step.id == shown.id,
            }
        )
    return rows


def neighbours(classroom: Classroom, exercise: Exercise, step: Step) -> dict[str, str | None]:
    """Return the ways back and on, across exercises; None at the course's ends."""
    way = [(each, part) for each in course(classroom.course_id).exercises for part in each.steps]
    here = next(index for index, (each, part) in enumerate(way) if (each.id, part.id) == (exercise.id, step.id))
    before = way[here - 1] if here else None
    after = way[here + 1] if here + 1 < len(way) else None
    return {
        "previous_url": step_url(classroom.pk, *before) if before else None,
        "next_url": step_url(classroom.pk, *after) if after else None,
        "next_title": _title_of_next(exercise, *after) if after else None,
    }


def _title_of_next(here: Exercise, exercise: Exercise, step: Step) -> str:
    """Name what comes next: within an exercise the step, otherwise the exercise that begins there."""
    return step.title if exercise.id == here.id else f"{exercise.id} {exercise.title}"


def step_context(attempt: Attempt, exercise: Exercise, step: Step) -> dict[str, object]:
    """Return what the step's own part of the page shows, and ``page`` for its script."""
    page: dict[str, object] = {
        "attempt": attempt.pk,
        "classroom": attempt.classroom_id,
        "exercise": exercise.id,
        "step": {"id": step.id, "kind": step.kind},
        "files": [],
        "run": None,
        "prediction": None,
        "observations": [],
        "sides": [{"id": side.id, "title": side.title} for side in sides_of(step)],
        "workspaces": [],
        "parameters": [],
        "settings": {},
        "talk": talk(attempt, step.id),
        "urls": _urls(attempt, step),
    }
    context: dict[str, object] = {
        "page": page,
        "work_template": WORK[step.kind],
        "tabs_template": TABS.get(step.kind, "attempts/_program_tabs.html"),
        "invitation": INVITATIONS.get(step.kind, INVITATION),
        "runs": isinstance(step, RunnableStep),
        "writes": isinstance(step, RunnableStep) and not isinstance(step, LabStep) and bool(step.editable_paths),
        "predicts": bool(observations_of(step)),
        "judges": _judges(step),
        "trial_groups": trial_groups(step),
        "hidden_checks": sum(not check.visible for check in checks_of(step)),
    }
    if isinstance(step, ExplainStep):
        context["explanation"] = explanations.committed(attempt, step)
    if isinstance(step, RunnableStep):
        files = [file.as_json() for file in drafts.open_files(attempt, step)]
        run = runs.latest(Place(attempt, exercise, step))
        places = workspaces(step, files)
        page |= {"files": files, "run": runs.as_json(run) if run else None, "workspaces": places}
        context |= {"files": files, "workspaces": places, "latencies": sorted({*LATENCIES_MS, step.latency_ms})}
        if isinstance(step, LabStep):
            page |= {"parameters": parameters(step), "settings": last_settings(step, run)}
            context["parameters"] = page["parameters"]
    if isinstance(step, BeliefStep) or observations_of(step):
        context |= _predicted(attempt, step, page)
    return context


def _judges(step: Step) -> bool:
    if isinstance(step, ContrastStep):
        return step.same_state is not None
    return isinstance(step, CodeStep | WriteTestStep)


def _predicted(attempt: Attempt, step: Step, page: dict[str, object]) -> dict[str, object]:
    prediction = attempt.predictions.filter(step_id=step.id).first()
    answers, committed_at = (prediction.answers, prediction.committed_at) if prediction else (None, None)
    questions = questions_of(attempt, step)
    page |= {"prediction": answers, "observations": [question.as_json() for question in questions]}
    compared = comparison(attempt, step, answers) if isinstance(step, BeliefStep) and answers else None
    return {"questions": questions, "prediction": answers, "committed_at": committed_at, "comparison": compared}


def _urls(attempt: Attempt, step: Step) -> dict[str, str]:
    of_step = {
        name: reverse(name, args=[attempt.pk, step.id])
        for name in (
            *("draft", "versions", "runs", "prediction", "explanation", "marks"),
            *("talk", "say", "raise-hand", "lower-hand"),
        )
    }
    of_run = {name: reverse(view, args=[ANY_RUN]).replace(str(ANY_RUN), "{id}") for name, view in OF_RUN.items()}
    news = f"/ws/classes/{attempt.classroom_id}/news/"
    return {**of_step, **of_run, "socket": "/ws/runs/{id}/", "news": news}
