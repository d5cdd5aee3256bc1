"""A learner's own evidence: what they predicted, what happened, what they explained, and which beliefs it speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tutor.attempts.models import Attempt, Explanation, Prediction, Run
from tutor.attempts.progress import JUDGED
from tutor.attempts.surveys import stance
from tutor.catalog.courses import (
    BeliefStep,
    Course,
    Exercise,
    ExplainStep,
    Misconception,
    Observation,
    Step,
    observations_of,
)
from tutor.catalog.words import word
from tutor.people.models import Membership


@dataclass(frozen=True)
class Evidence:
    """One answer and what came of it. ``held`` are beliefs that it shows, ``refuted`` those that it shows to be gone.

    ``match`` is None where nothing happened: in surveys.
    """

    exercise: Exercise
    step: Step
    prompt: str
    said: str
    confidence: str
    happened: str
    match: bool | None
    why: str
    at: datetime
    held: frozenset[str] = frozenset()
    refuted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Belief:
    """One misconception and all evidence about it, oldest first."""

    misconception: Misconception
    evidence: list[Evidence]

    @property
    def again(self) -> bool:
        """Whether it would catch the learner again, by the newest evidence."""
        return self.misconception.id in self.evidence[-1].held


@dataclass(frozen=True)
class Story:
    """All that a learner did in a course."""

    evidence: list[Evidence]
    explanations: list[tuple[Exercise, ExplainStep, Explanation]]

    def of(self, exercise: Exercise) -> list[Evidence]:
        """Return what was predicted in one exercise."""
        return [each for each in self.evidence if each.exercise.id == exercise.id and each.match is not None]


def story(member: Membership, taken: Course) -> Story:
    """Return a learner's story, oldest first, in four queries. A prediction counts once its program has run."""
    attempts = {each.pk: each for each in Attempt.objects.filter(learner=member.user, classroom=member.classroom)}
    exercises = {exercise.id: exercise for exercise in taken.exercises}
    places = {
        (pk, step.id): (exercises[attempt.exercise_id], step)
        for pk, attempt in attempts.items()
        if attempt.exercise_id in exercises
        for step in exercises[attempt.exercise_id].steps
    }
    seen = _seen(list(attempts))
    evidence: list[Evidence] = []
    for prediction in Prediction.objects.filter(attempt__in=attempts):
        place = places.get((prediction.attempt_id, prediction.step_id))
        if place is None:
            continue
        if isinstance(place[1], BeliefStep):
            evidence += _believed(place[0], place[1], prediction)
        else:
            evidence += _predicted(*place, seen.get((prediction.attempt_id, prediction.step_id), []), prediction)
    explanations = []
    for row in Explanation.objects.filter(attempt__in=attempts).order_by("committed_at"):
        exercise, step = places.get((row.attempt_id, row.step_id), (None, None))
        if exercise is not None and isinstance(step, ExplainStep):
            explanations.append((exercise, step, row))
            evidence += _explained(exercise, step, row)
    return Story(sorted(evidence, key=lambda each: each.at), explanations)


def beliefs(told: Story, taken: Course) -> list[Belief]:
    """Return the misconceptions that the learner has met, those that would catch them again first.

    Surveys tell nobody what is true, so one that was only asked about in a survey is not among them.
    """
    found = []
    for misconception in taken.misconceptions.values():
        about = [each for each in told.evidence if misconception.id in each.held | each.refuted]
        if any(each.match is not None for each in about):
            found.append(Belief(misconception, about))
    return sorted(found, key=lambda belief: not belief.again)


def _seen(attempts: list[int]) -> dict[tuple[int, str], list[dict[str, Any]]]:
    """Return what the newest run of each step observed."""
    runs = Run.objects.filter(JUDGED, attempt__in=attempts).order_by("attempt_id", "step_id", "-number")
    newest = runs.distinct("attempt_id", "step_id").values_list("attempt_id", "step_id", "observations")
    return {(attempt, step): observations for attempt, step, observations in newest}


def _predicted(
    exercise: Exercise, step: Step, seen: list[dict[str, Any]], prediction: Prediction
) -> Iterator[Evidence]:
    asked = {each.id: each for each in observations_of(step)}
    for each in seen:
        if each["id"] not in asked or each["match"] is None:
            continue
        named = each["misconception"]
        yield Evidence(
            exercise,
            step,
            each["label"],
            each["predicted_text"],
            each["confidence"],
            each["actual_text"],
            each["match"],
            each["refutation"],
            prediction.committed_at,
            held=frozenset({named["id"]} if named else ()),
            refuted=_asks_about(asked[each["id"]]) if each["match"] else frozenset(),
        )


def _asks_about(observation: Observation) -> frozenset[str]:
    named = (observation.misconception, *(choice.misconception for choice in observation.choices))
    return frozenset(belief for belief in named if belief)


def _explained(exercise: Exercise, step: ExplainStep, row: Explanation) -> Iterator[Evidence]:
    choice = next((each for each in step.choices if each.id == row.choice), None)
    if choice is None:
        return
    right = next(each for each in step.choices if each.correct)
    asked = frozenset(each.misconception for each in step.choices if each.misconception)
    yield Evidence(
        exercise,
        step,
        step.question,
        choice.text,
        "",
        right.text,
        choice.correct,
        "" if choice.correct else choice.feedback,
        row.committed_at,
        held=frozenset({choice.misconception} if choice.misconception else ()),
        refuted=asked if choice.correct else frozenset(),
    )


def _believed(exercise: Exercise, step: BeliefStep, prediction: Prediction) -> Iterator[Evidence]:
    for statement in step.statements:
        answer = prediction.answers.get(statement.id)
        if answer is None or statement.misconception is None:
            continue
        belief = frozenset({statement.misconception})
        right = stance(statement, answer).right
        yield Evidence(
            exercise,
            step,
            statement.text,
            word(answer["choice"]),
            answer["confidence"],
            "",
            None,
            "",
            prediction.committed_at,
            held=frozenset() if right else belief,
            refuted=belief if right else frozenset(),
        )
