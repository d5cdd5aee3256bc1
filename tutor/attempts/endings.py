"""The ways a run can end, and the last two events that tell of it."""

from dataclasses import dataclass, field
from typing import Any

from tutor.attempts.states import State, Status, Verdict
from tutor.attempts.streams import Event

LOST, BROKEN, STOPPED = "lost", "broken", "stopped"
SENTENCES = {
    LOST: "Our fault: the worker that ran your code was lost, twice. "
    "Nothing of yours is to blame; please run it again.",
    BROKEN: "Our fault: the sandbox did not work. Your code was not judged; please run it again.",
    STOPPED: "You stopped this run.",
}
REQUEUED = "The worker was lost; your run starts again."


@dataclass(frozen=True)
class Ending:
    """What the row will say about a run that is over; ``events`` is its whole story from seq 1."""

    state: State
    status: Status
    verdict: Verdict
    events: list[Event]
    checks: list[dict[str, Any]] = field(default_factory=list)
    observations: list[dict[str, Any]] = field(default_factory=list)
    outcome: dict[str, Any] = field(default_factory=dict)

    @property
    def collisions(self) -> int:
        """How many observations were not what the learner had predicted."""
        return sum(observation.get("match") is False for observation in self.observations)


def our_fault(events: list[Event], ending: str, state: State = State.FINISHED) -> Ending:
    """End a run that we could not carry out; ``ending`` is a key of SENTENCES."""
    return Ending(state, Status.OUR_FAULT, Verdict.ERRORED, _told(events, Status.OUR_FAULT, Verdict.ERRORED, ending))


def stopped(events: list[Event]) -> Ending:
    """End a run that its learner stopped."""
    told = _told(events, Status.STOPPED, Verdict.NONE, STOPPED)
    return Ending(State.CANCELLED, Status.STOPPED, Verdict.NONE, told)


def _told(events: list[Event], status: Status, verdict: Verdict, ending: str) -> list[Event]:
    """Return the story so far with its end. A verdict that never reached the row is not part of it."""
    told = [event for event in events if event["type"] != "verdict"]
    seq = told[-1]["seq"] + 1 if told else 1
    sentence = SENTENCES[ending]
    exited: dict[str, Any] = {
        "type": "exited",
        "status": status.value,
        "message": sentence,
        "ending": ending,
        "value": None,
    }
    judged: dict[str, Any] = {"type": "verdict", "verdict": verdict.value, "sentence": sentence}
    return [*told, *({"seq": seq + index, "t": None, **event} for index, event in enumerate((exited, judged)))]
