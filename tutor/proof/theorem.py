"""What there is to be proven about an exercise: one theorem each, and how it is checked."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from exercises.format import Exercise
from tutor.proof.player import Player


@dataclass(frozen=True)
class Theorem:
    """One sentence that has to be true; ``check`` returns what is wrong, ``""`` when it holds."""

    exercise: Exercise
    sentence: str
    check: Callable[[Player], Awaitable[str]]

    @property
    def title(self) -> str:
        """The sentence with the exercise it is about."""
        return f"{self.exercise.id}: {self.sentence}"
