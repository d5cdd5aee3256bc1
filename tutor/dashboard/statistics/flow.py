"""The picture of a second vote: first answers on the left, second ones on the right, a band for each move.

Lengths are in the picture's own units; the page scales it.
"""

from dataclasses import dataclass

from tutor.dashboard.statistics.numbers import Moves

WIDTH = 320
# All people together are this high …
PEOPLE = 150
# … and between two answers there is room for a line of text, also where nobody gave them.
GAP = 20
MARGIN = 12
LEFT, RIGHT = 84, WIDTH - 84
NODE = 6


@dataclass(frozen=True)
class Node:
    """An answer on one side."""

    mark: str
    number: int
    x: int
    y: float
    height: float
    right: bool

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return round(self.y + self.height / 2 + 4, 1)


@dataclass(frozen=True)
class Band:
    """People who went from one answer to one; ``way`` is stayed, gained, lost or other, seen from the right answer."""

    path: str
    way: str


@dataclass(frozen=True)
class Flow:
    """The whole picture."""

    width: int
    height: int
    before: list[Node]
    after: list[Node]
    bands: list[Band]


def flow(moves: Moves, marks: dict[str, str], right: str | None) -> Flow:
    """Draw the moves between the answers in ``marks``, which names each as the page does."""
    unit = PEOPLE / (sum(moves.values()) or 1)
    order = list(marks)
    before = _column(order, [sum(n for (one, _), n in moves.items() if one == each) for each in order], unit)
    after = _column(order, [sum(n for (_, one), n in moves.items() if one == each) for each in order], unit)
    starts = {each: y for each, (y, _) in before.items()}
    ends = {each: y for each, (y, _) in after.items()}
    bands = []
    for source in order:
        for target in order:
            if number := moves.get((source, target), 0):
                bands.append(Band(_band(starts[source], ends[target], number * unit), _way(source, target, right)))
                starts[source] += number * unit
                ends[target] += number * unit
    return Flow(
        WIDTH,
        round(PEOPLE + GAP * (len(order) - 1) + 2 * MARGIN),
        [_node(marks[each], *place, unit, LEFT - NODE, each == right) for each, place in before.items()],
        [_node(marks[each], *place, unit, RIGHT, each == right) for each, place in after.items()],
        # Those who stayed are drawn first: who moved is what the picture is for.
        sorted(bands, key=lambda band: band.way != "stayed"),
    )


def _column(order: list[str], numbers: list[int], unit: float) -> dict[str, tuple[float, int]]:
    places, y = {}, float(MARGIN)
    for each, number in zip(order, numbers, strict=True):
        places[each] = (y, number)
        y += number * unit + GAP
    return places


def _node(mark: str, y: float, number: int, unit: float, x: int, right: bool) -> Node:
    return Node(mark, number, x, round(y, 1), round(max(number * unit, 1), 1), right)


def _band(start: float, end: float, thickness: float) -> str:
    middle = (LEFT + RIGHT) / 2
    top = f"M{LEFT} {start:.1f}C{middle} {start:.1f} {middle} {end:.1f} {RIGHT} {end:.1f}"
    start, end = start + thickness, end + thickness
    return f"{top}V{end:.1f}C{middle} {end:.1f} {middle} {start:.1f} {LEFT} {start:.1f}Z"


def _way(source: str, target: str, right: str | None) -> str:
    if source == target:
        return "stayed"
    if right is None or right not in (source, target):
        return "other"
    return "gained" if target == right else "lost"
