"""A prediction judged once more from the recorded events of its run, without running anything."""

from typing import Any

from exercises.format import Exercise
from exercises.steps import PredictStep
from sandbox.judge.record import Record
from sandbox.judge.rules import Answer
from tutor.attempts.execution.seen import Collider, questions, sentence
from tutor.attempts.execution.values import fixed

Event = dict[str, Any]
# What the judge told then; it is told anew.
JUDGED = ("observation", "verdict")


def can_be_judged_again(step: PredictStep) -> bool:
    """Tell whether the events are enough: what the database was asked at the end and drawn values are not in them."""
    return not step.draw and not questions(step.observations)


def judge_again(
    exercise: Exercise, step: PredictStep, answers: dict[str, Answer], events: list[Event]
) -> tuple[list[Event], list[dict[str, Any]]]:
    """Return the run's story with its observations and verdict told anew, and the observations."""
    story: list[Event] = []

    def tell(kind: str, fields: dict[str, Any]) -> None:
        story.append({**fields, "seq": len(story) + 1, "type": kind})

    record = Record()
    collider = Collider(exercise, step.observations, answers, fixed(exercise), tell)
    for event in events:
        if event["type"] == "verdict":
            tell("verdict", {**event, "sentence": sentence(collider.seen)})
        elif event["type"] == "exited":
            record.end(event["status"])
            collider.look(record, event["t"])
            tell("exited", event)
        elif event["type"] not in JUDGED:
            tell(event["type"], event)
            record.add(event["type"], event)
            collider.look(record, event["t"])
    return story, collider.seen
