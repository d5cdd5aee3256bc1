"""Turns a record into what became of each observation, as soon as it is known."""

from dataclasses import dataclass

from sandbox.judge.record import Line, Record
from sandbox.judge.rules import Observation, fill


@dataclass(frozen=True)
class Reality:
    """What happened to one observation: the choice that was right, if it was among them, and the words for it."""

    choice: str | None
    text: str
    line: Line | None = None


class Observer:
    """Decides observations in order: each is a line of output, which is printed, raises instead, or is not reached."""

    def __init__(self, observations: tuple[Observation, ...], values: dict[str, str]) -> None:
        self._waiting = list(observations)
        self._values = values
        self._read = 0

    def look(self, record: Record) -> list[tuple[Observation, Reality]]:
        """Return the observations that this record decides and that were open until now."""
        decided = []
        for text in record.lines[self._read :]:
            found = next((one for one in self._waiting if text.startswith(one.starts)), None)
            if found is not None:
                self._waiting.remove(found)
                decided.append((found, self._printed(found, text)))
        self._read = len(record.lines)
        if record.status is not None:
            decided += [(one, self._absent(one, index == 0, record)) for index, one in enumerate(self._waiting)]
            self._waiting.clear()
        return decided

    def _printed(self, observation: Observation, text: str) -> Reality:
        right = (
            choice.id
            for choice in observation.choices
            if choice.prints is not None and fill(choice.prints, self._values) == text
        )
        return Reality(next(right, None), f"It prints `{_code(text)}`.")

    def _absent(self, observation: Observation, is_first: bool, record: Record) -> Reality:
        """The first line that is missing is the one that raised; those behind it were never reached."""
        if is_first and record.exception is not None:
            right = (choice.id for choice in observation.choices if choice.raises == record.exception)
            return Reality(next(right, None), f"It raises `{record.exception}`.", record.raised_at)
        never = (choice.id for choice in observation.choices if choice.never)
        return Reality(next(never, None), "It is never reached.")


def _code(text: str) -> str:
    return text.replace("`", "'")[:200]
