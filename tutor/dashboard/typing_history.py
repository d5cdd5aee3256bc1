"""What a learner typed between two runs, version by version."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from tutor.attempts.differences import Line, difference, hunks
from tutor.attempts.models import Attempt, DraftVersion, Run

# The newest versions of a step that are shown; comparing takes time, and nobody reads more.
MOST_VERSIONS = 40


@dataclass(frozen=True)
class Version:
    """One stretch of typing in one file, and what it changed."""

    path: str
    began: datetime
    saved: datetime
    hunks: list[list[Line]]


@dataclass
class Typing:
    """The stretches before a run, ``run``, or since the last one; ``left_out`` older ones are not shown."""

    step_id: str
    run: Run | None
    versions: list[Version] = field(default_factory=list)
    left_out: int = 0

    @property
    def at(self) -> datetime:
        """When its last stretch ended."""
        return self.versions[-1].saved

    @property
    def minutes(self) -> int:
        """From the first key to the last save, in whole minutes."""
        return int((self.at - self.versions[0].began).total_seconds() // 60)


def typings(attempt: Attempt, runs: list[Run], starters: dict[str, dict[str, str]]) -> Iterator[Typing]:
    """Return what was typed in each step, run by run; one query. ``starters`` are texts by step and path."""
    rows = DraftVersion.objects.filter(draft__attempt=attempt).select_related("draft").order_by("saved", "revision")
    by_step: defaultdict[str, list[DraftVersion]] = defaultdict(list)
    for row in rows:
        by_step[row.draft.step_id].append(row)
    for step_id, versions in by_step.items():
        mine = [run for run in runs if run.step_id == step_id]
        yield from _of_step(step_id, versions, mine, dict(starters.get(step_id, {})))


def _of_step(step_id: str, rows: list[DraftVersion], runs: list[Run], texts: dict[str, str]) -> Iterator[Typing]:
    left_out = max(0, len(rows) - MOST_VERSIONS)
    typing: Typing | None = None
    for place, row in enumerate(rows):
        path, before = row.draft.path, texts.get(row.draft.path, "")
        texts[path] = row.content
        if place < left_out:
            continue
        run = next((run for run in runs if run.created >= row.saved), None)
        if typing is None or typing.run is not run:
            if typing is not None:
                yield typing
            typing = Typing(step_id, run, left_out=left_out if place == left_out else 0)
        typing.versions.append(Version(path, row.began, row.saved, hunks(difference(before, row.content))))
    if typing is not None:
        yield typing
