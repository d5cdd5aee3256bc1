"""What texts claim: blocks of output that a run must print, and words that a run must bear out."""

import re
from collections.abc import Iterator
from functools import partial

from markdown_it import MarkdownIt

from exercises.format import Claim, Exercise, NamedRun
from sandbox.judge.measures import measured
from tutor.proof.player import Player
from tutor.proof.theorem import Theorem

# Stands for anything in a line, or for any lines.
ANYTHING = "…"
OUTPUT = "output"


def claims(exercise: Exercise) -> Iterator[Theorem]:
    """Yield a theorem for every ``[[claims]]``."""
    runs = {run.id: run for run in exercise.runs}
    for claim in exercise.claims:
        yield Theorem(exercise, f"{claim.text} says “{claim.says}”", partial(_holds, exercise, claim, runs[claim.run]))


def output_blocks(exercise: Exercise) -> Iterator[Theorem]:
    """Yield a theorem for every block of output in the texts."""
    runs = {run.id: run for run in exercise.runs}
    for path in sorted(exercise.folder.glob("*.md")):
        for token in MarkdownIt("commonmark").parse(path.read_text()):
            if token.type == "fence" and token.info.split()[:1] == [OUTPUT]:
                name = token.info.removeprefix(OUTPUT).strip()
                place = f"{path.name}, line {(token.map or [0])[0] + 1}"
                sentence = f"{place}: what the run `{name}` prints"
                yield Theorem(exercise, sentence, partial(_printed, exercise, token.content, runs.get(name)))


async def _holds(exercise: Exercise, claim: Claim, run: NamedRun, player: Player) -> str:
    text = exercise.folder / claim.text
    if not text.exists() or not _stands_in(claim.says, text.read_text()):
        return f"these words are not in {claim.text}"
    played = await player.run(exercise, run)
    if claim.measure is not None:
        found = measured(claim.measure, played.of(run.side))
        return "" if found == claim.is_ else f"the run `{run.id}` shows {found}, not {claim.is_}"
    return _missing(list(claim.prints), _lines(played.of(run.side).lines, played.errors), in_order=False)


async def _printed(exercise: Exercise, block: str, run: NamedRun | None, player: Player) -> str:
    if run is None:
        return "there is no such run; add it to [[runs]]"
    played = await player.run(exercise, run)
    return _missing(block.splitlines(), _lines(played.of(run.side).lines, played.errors), in_order=True)


def _lines(printed: list[str], errors: str) -> list[str]:
    return [*printed, *errors.splitlines()]


def _missing(wanted: list[str], lines: list[str], *, in_order: bool) -> str:
    """Return a sentence about the first line that was not printed (at its place)."""
    place = 0
    for line in (line for line in wanted if line.strip() not in ("", ANYTHING)):
        found = next((at for at in range(place, len(lines)) if _same(line, lines[at])), None)
        if found is None:
            return f"it does not print `{line.strip()}`"
        place = found + 1 if in_order else 0
    return ""


def _same(wanted: str, line: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, wanted.strip().split(ANYTHING))), line.strip()) is not None


def _stands_in(words: str, text: str) -> bool:
    """Whatever the line breaks."""
    return " ".join(words.split()) in " ".join(text.split())
