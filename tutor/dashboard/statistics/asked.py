"""The questions of a course, in order, each with its right answer as far as it is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tutor.attempts.models import Run
from tutor.attempts.predictions import BELIEFS
from tutor.attempts.progress import JUDGED
from tutor.catalog.courses import BeliefStep, Course, Exercise, ExplainStep, Observation, Step, observations_of
from tutor.people.models import Classroom

# exercise, step, question
Place = tuple[str, str, str]
# What the newest run of a step saw of each observation: its ``actual``.
Seen = dict[tuple[str, str], dict[str, str | None]]


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen; ``misconception`` is the id of the belief it comes from."""

    id: str
    text: str
    misconception: str | None = None


@dataclass(frozen=True)
class Question:
    """One thing that was asked. ``right`` is None until a run has shown it; ``options`` is empty where people type."""

    exercise: Exercise
    step: Step
    id: str
    prompt: str
    options: tuple[Option, ...]
    right: str | None

    @property
    def place(self) -> Place:
        """Where it is asked."""
        return self.exercise.id, self.step.id, self.id


def questions(taken: Course, seen: Seen) -> list[Question]:
    """Return a course's questions."""
    return [each for exercise in taken.exercises for step in exercise.steps for each in _of(exercise, step, seen)]


def seen_by(classroom: Classroom) -> Seen:
    """Return what happened when somebody of the class, whoever it was, ran a step last; one query."""
    runs = Run.objects.filter(JUDGED, attempt__classroom=classroom).exclude(observations=[])
    newest = runs.order_by("attempt__exercise_id", "step_id", "-finished").distinct("attempt__exercise_id", "step_id")
    return {
        (exercise_id, step_id): {each["id"]: each.get("actual") for each in observations}
        for exercise_id, step_id, observations in newest.values_list("attempt__exercise_id", "step_id", "observations")
    }


def _of(exercise: Exercise, step: Step, seen: Seen) -> Iterator[Question]:
    if isinstance(step, BeliefStep):
        for statement in step.statements:
            options = tuple(
                Option(choice, word, statement.misconception if (choice == "agree") != statement.holds else None)
                for choice, word in zip(BELIEFS, (_("agree"), _("disagree")), strict=True)
            )
            right = "agree" if statement.holds else "disagree"
            yield Question(exercise, step, statement.id, statement.text, options, right)
    elif isinstance(step, ExplainStep) and step.choices:
        options = tuple(Option(each.id, each.text, each.misconception) for each in step.choices)
        right = next(each.id for each in step.choices if each.correct)
        yield Question(exercise, step, "", step.question, options, right)
    known = seen.get((exercise.id, step.id), {})
    for each in observations_of(step):
        yield Question(exercise, step, each.id, each.prompt, _options(each), _right(each, known))


def _options(observation: Observation) -> tuple[Option, ...]:
    if observation.answer != "choice":
        return ()
    return tuple(Option(each.id, each.text, each.misconception) for each in observation.choices)


def _right(observation: Observation, known: dict[str, Any]) -> str | None:
    """Return the right answer as learners give it; what is typed is kept in runs by the name of a choice."""
    if observation.id not in known:
        return None
    actual = known[observation.id] or ""
    foreseen = observation.choice(actual)
    return foreseen.is_ or actual if foreseen and observation.answer != "choice" else actual
