"""What was predicted beside what was seen, as it goes into events and rows."""

from typing import Any

from exercises.format import Exercise
from sandbox.judge.observations import Observer, Reality, agrees, chosen
from sandbox.judge.record import Record
from sandbox.judge.rules import Answer, Observation
from tutor.attempts.execution.stage import Tell


class Collider:
    """Tells each observation as soon as a record decides it."""

    def __init__(
        self,
        exercise: Exercise,
        observations: tuple[Observation, ...],
        answers: dict[str, Answer],
        values: dict[str, str],
        tell: Tell,
    ) -> None:
        self.seen: list[dict[str, Any]] = []
        self._exercise, self._answers, self._tell = exercise, answers, tell
        self._observer = Observer(observations, values)

    def look(self, record: Record, t: float) -> None:
        """Tell what has become known."""
        for observation, reality in self._observer.look(record):
            seen = _seen(self._exercise, observation, reality, self._answers.get(observation.id))
            self.seen.append(seen)
            self._tell("observation", {"t": t, **seen})


def questions(observations: tuple[Observation, ...]) -> tuple[str, ...]:
    """Return what the database has to be asked at the end."""
    measures = (observation.measure for observation in observations)
    return tuple(measure.state for measure in measures if measure is not None and measure.state is not None)


def sentence(seen: list[dict[str, Any]]) -> str:
    """Say how many predictions held."""
    matches = sum(each["match"] is True for each in seen)
    return f"{matches} of {len(seen)} predictions matched what happened."


def _seen(exercise: Exercise, observation: Observation, reality: Reality, answer: Answer | None) -> dict[str, Any]:
    choice = chosen(observation, answer) if answer else None
    match = agrees(answer, reality) if answer else None
    collided = match is False
    misconception = (choice and choice.misconception) or observation.misconception
    return {
        "id": observation.id,
        "label": observation.prompt,
        "predicted": _predicted(answer),
        "predicted_text": _words(observation, answer) if answer else "",
        "confidence": answer.confidence if answer else None,
        "actual": reality.choice or _plain(reality.value),
        "actual_text": reality.text,
        "match": match,
        "misconception": _named(exercise, misconception) if collided else None,
        "refutation": ((choice and choice.refutation) or observation.refutation) if collided else "",
        "line": reality.line and {"file": reality.line.file, "line": reality.line.line},
        "statements": list(reality.statements),
    }


def _predicted(answer: Answer | None) -> str | None:
    if answer is None:
        return None
    typed = answer.text if answer.number is None else str(answer.number)
    return answer.choice or typed or _plain(answer.order or ())


def _plain(value: str | tuple[str, ...]) -> str | None:
    return (value if isinstance(value, str) else " ".join(value)) or None


def _words(observation: Observation, answer: Answer) -> str:
    """An answer in the words of the page."""
    if answer.choice is not None:
        choice = observation.choice(answer.choice)
        return choice.text if choice else ""
    if answer.order is not None:
        texts = {event.id: event.text for event in observation.order}
        never = [text for key, text in texts.items() if key not in answer.order]
        words = ", then ".join(texts.get(key, key) for key in answer.order) or "Nothing of it happens."
        return words + (f"; never: {', '.join(never)}" if never else "")
    return f"It is `{answer.text if answer.number is None else answer.number}`."


def _named(exercise: Exercise, misconception: str | None) -> dict[str, str] | None:
    if misconception is None:
        return None
    return {"id": misconception, "title": exercise.misconceptions[misconception].title}
