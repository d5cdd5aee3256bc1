"""The words of a seed, fixed for texts and drawn for judging."""

import secrets

from exercises.format import Exercise

# Words for drawn values: short, and none of them occurs in a starter.
WORDS = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Heron", "Iris", "Juniper", "Kelp", "Larch")


def fixed(exercise: Exercise) -> dict[str, str]:
    """Return the values that the texts speak of."""
    return {name: value.fixed for name, value in exercise.values.items()}


def draw(exercise: Exercise) -> dict[str, str]:
    """Return values that no submission can know beforehand."""
    return {
        name: value.drawn.format(word=secrets.choice(WORDS), number=secrets.randbelow(9_000) + 1_000)
        for name, value in exercise.values.items()
    }
