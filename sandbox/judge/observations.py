"""Turns a record into what became of each observation, as soon as it is known."""

from dataclasses import dataclass

from sandbox.judge.measures import measured, statements_behind
from sandbox.judge.record import MOST_STATEMENTS, Line, Moment, Record
from sandbox.judge.rules import Answer, Choice, Event, Observation, fill


@dataclass(frozen=True)
class Reality:
    """What happened to one observation: the choice that was right, if it was among them, the words for it, the value.

    ``value`` is what a typed answer is compared with: the text measured, or the ids in order. ``statements`` are the
    ids of those that show it, of at most :data:`MOST_STATEMENTS`.
    """

    choice: str | None
    text: str
    line: Line | None = None
    value: str | tuple[str, ...] = ""
    statements: tuple[int, ...] = ()


class Observer:
    """Decides observations: lines as they are printed, raised or not reached, in order; the rest when all is over."""

    def __init__(self, observations: tuple[Observation, ...], values: dict[str, str]) -> None:
        self._lines = [one for one in observations if one.starts is not None]
        self._others = [one for one in observations if one.starts is None]
        self._values = values
        self._read = 0

    def look(self, record: Record) -> list[tuple[Observation, Reality]]:
        """Return the observations that this record decides and that were open until now."""
        decided = []
        for text in record.lines[self._read :]:
            found = next((one for one in self._lines if text.startswith(one.starts or "")), None)
            if found is not None:
                self._lines.remove(found)
                decided.append((found, self._printed(found, text)))
        self._read = len(record.lines)
        if record.status is not None:
            decided += [(one, self._absent(one, index == 0, record)) for index, one in enumerate(self._lines)]
            decided += [(one, self._ended(one, record)) for one in self._others]
            self._lines, self._others = [], []
        return decided

    def _printed(self, observation: Observation, text: str) -> Reality:
        right = (
            choice.id
            for choice in observation.choices
            if choice.prints is not None and fill(choice.prints, self._values) == text
        )
        rest = text.removeprefix(observation.starts or "").strip()
        return Reality(next(right, None), f"It prints `{_code(text)}`.", value=rest)

    def _absent(self, observation: Observation, is_first: bool, record: Record) -> Reality:
        """The first line that is missing is the one that raised; those behind it were never reached."""
        if is_first and record.exception is not None:
            right = (choice.id for choice in observation.choices if choice.raises == record.exception)
            text = f"It raises `{record.exception}`."
            return Reality(next(right, None), text, record.raised_at, record.exception)
        never = (choice.id for choice in observation.choices if choice.never)
        return Reality(next(never, None), "It is never reached.", value="never")

    def _ended(self, observation: Observation, record: Record) -> Reality:
        if observation.measure is None:
            return _ordered(observation.order, record)
        value = measured(observation.measure, record)
        right = next((choice for choice in observation.choices if choice.is_ == value), None)
        words = right.text if right is not None and right.text else f"It is `{_code(value)}`."
        shown = tuple(query["id"] for query in statements_behind(observation.measure, record)[:MOST_STATEMENTS])
        return Reality(right.id if right is not None else None, words, value=value, statements=shown)


def agrees(answer: Answer, reality: Reality) -> bool:
    """Tell whether an answer is what happened."""
    if answer.choice is not None:
        return answer.choice == reality.choice
    if answer.order is not None:
        return answer.order == reality.value
    if answer.number is not None:
        return str(answer.number) == reality.value
    return isinstance(reality.value, str) and _plain(answer.text or "") == _plain(reality.value)


def chosen(observation: Observation, answer: Answer) -> Choice | None:
    """Return the choice that an answer means: the one it names, or the one that the author foresaw."""
    if answer.choice is not None:
        return observation.choice(answer.choice)
    said = str(answer.number) if answer.number is not None else answer.text
    return next((choice for choice in observation.choices if said is not None and choice.is_ == said), None)


def _ordered(events: tuple[Event, ...], record: Record) -> Reality:
    """Return the events in the order in which they first happened; what never did is left out."""
    seen: list[Event] = []
    for moment in record.moments:
        seen += [event for event in events if event not in seen and _is(event, moment)]
    words = ", then ".join(event.text for event in seen) or "Nothing of it happens."
    missing = [event.text for event in events if event not in seen]
    if missing:
        words += f"; never: {', '.join(missing)}"
    return Reality(None, words, value=tuple(event.id for event in seen))


def _is(event: Event, moment: Moment) -> bool:
    wanted = {"line": event.starts, "answer": event.answer, "sql": event.sql}[moment.kind]
    return wanted is not None and moment.text.startswith(wanted)


def _plain(text: str) -> str:
    return " ".join(text.strip("`'\". ").casefold().split())


def _code(text: str) -> str:
    return text.replace("`", "'")[:200]
