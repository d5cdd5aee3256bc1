"""What a step asks before it runs, as its page shows it: nothing of it gives the answer away."""

from dataclasses import dataclass
from random import Random

from tutor.attempts.models import Attempt
from tutor.catalog.courses import Choice, ContrastStep, Event, Step, observations_of


@dataclass(frozen=True)
class Question:
    """One observation. ``items`` are to be put in order; ``heading`` names the side of a contrast that begins here."""

    id: str
    prompt: str
    answer: str
    choices: tuple[Choice, ...]
    items: tuple[Event, ...]
    side: str | None
    heading: str

    def as_json(self) -> dict[str, object]:
        """Return what the page's script needs to show answers."""
        order = [{"id": item.id, "text": item.text} for item in self.items]
        return {"id": self.id, "prompt": self.prompt, "answer": self.answer, "order": order, "side": self.side}


def questions_of(attempt: Attempt, step: Step) -> list[Question]:
    """Return the step's questions. What is to be put in order comes in an order of each learner's own."""
    titles = {side.id: side.title for side in step.sides} if isinstance(step, ContrastStep) else {}
    questions: list[Question] = []
    for each in observations_of(step):
        # An author may have written things down in the order in which they happen.
        shuffled = Random(f"{attempt.pk} {step.id} {each.id}")  # noqa: S311
        items = shuffled.sample(each.order, len(each.order))
        begins = each.side is not None and (not questions or questions[-1].side != each.side)
        heading = titles.get(each.side or "", "") if begins else ""
        questions.append(Question(each.id, each.prompt, each.answer, each.choices, tuple(items), each.side, heading))
    return questions
