"""One misconception: who holds it, what they said, and what refutes it, fit to be projected."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tutor.attempts.predictions import BELIEFS
from tutor.catalog.courses import BeliefStep, Course, Exercise, ExplainStep, Step, course, observations_of
from tutor.catalog.words import word
from tutor.dashboard.beliefs import Holder, beliefs, holders
from tutor.people.access import teaching


@login_required
@require_safe
def belief(request: HttpRequest, classroom_id: int, belief_id: str) -> HttpResponse:
    """Show the students who hold a belief now, their answers, and the refutations."""
    asker = teaching(request, classroom_id)
    taken = course(asker.classroom.course_id)
    if belief_id not in taken.misconceptions:
        raise Http404
    found = holders(asker.classroom, belief_id)
    counted = {each["id"]: each for each in beliefs(asker.classroom)}
    context = {
        "classroom": asker.classroom,
        "me": asker,
        "belief": taken.misconceptions[belief_id],
        "counts": counted.get(belief_id, {"now": 0, "sure": 0, "before": 0, "asked": 0}),
        "holders": [{"holder": each, "said": said(taken, each)} for each in found],
        "refutations": refutations(taken, belief_id),
    }
    return render(request, "dashboard/belief.html", context)


def said(taken: Course, holder: Holder) -> dict[str, str]:
    """Return the question and the answer of a holder in words; empty when the course lost them since."""
    step = next((each for exercise, each in _steps(taken) if (exercise.id, each.id) == _place(holder)), None)
    for question, choice, text in _answers(step):
        if (question[0], choice) == (holder.question, holder.choice):
            return {"question": question[1], "answer": text}
    return {"question": "", "answer": ""}


def refutations(taken: Course, belief_id: str) -> list[dict[str, str]]:
    """Return what the course says to those who answered out of this belief."""
    told = []
    for exercise, step in _steps(taken):
        choices = [(each.prompt, choice) for each in observations_of(step) for choice in each.choices]
        told += [
            {"place": f"{exercise.id} {exercise.title}", "question": prompt, "text": choice.refutation}
            for prompt, choice in choices
            if choice.misconception == belief_id and choice.refutation
        ]
        if isinstance(step, ExplainStep):
            told += [
                {"place": f"{exercise.id} {exercise.title}", "question": step.question, "text": choice.feedback}
                for choice in step.choices
                if choice.misconception == belief_id
            ]
    return told


def _steps(taken: Course) -> list[tuple[Exercise, Step]]:
    return [(exercise, step) for exercise in taken.exercises for step in exercise.steps]


def _place(holder: Holder) -> tuple[str, str]:
    return holder.exercise_id, holder.step_id


def _answers(step: Step | None) -> list[tuple[tuple[str, str], str, str]]:
    """Return ((question id, its words), choice id, its words)."""
    if isinstance(step, BeliefStep):
        said = [(each, choice) for each in step.statements for choice in BELIEFS]
        return [((each.id, gettext("In the survey")), choice, f"{word(choice)}: {each.text}") for each, choice in said]
    if isinstance(step, ExplainStep):
        return [(("", step.question), c.id, c.text) for c in step.choices]
    asked = observations_of(step) if step else ()
    return [((each.id, each.prompt), c.id, c.text) for each in asked for c in each.choices]
