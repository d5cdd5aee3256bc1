"""Which files of a step stand together on its page."""

from django.utils.translation import gettext

from exercises.steps import SETTINGS
from tutor.attempts.drafts import OpenFile
from tutor.catalog.courses import ContrastStep, LabStep, RunnableStep, Side, Step

File = dict[str, object]


def sides_of(step: Step) -> tuple[Side, ...]:
    """Return the sides of a contrast; nothing for a step of another kind."""
    return step.sides if isinstance(step, ContrastStep) else ()


def workspaces(step: RunnableStep, files: list[File]) -> list[File]:
    """Return groups of files, each with its place on the page: of a contrast one for each side, and what both use."""
    own = [(side, _own(step, side, files)) for side in sides_of(step)]
    taken = {file["path"] for _, each in own for file in each}
    groups: list[File] = [
        {"place": side.id, "side": side.id, "title": side.title, "files": each} for side, each in own if each
    ]
    # What a lab is set to is a file as well, but nobody types it.
    taken |= {SETTINGS} if isinstance(step, LabStep) else set()
    if shared := [file for file in files if file["path"] not in taken]:
        groups.append(
            {
                "place": "",
                "side": "",
                "title": gettext("Both use") if groups else gettext("The program"),
                "files": shared,
            }
        )
    return groups


def _own(step: RunnableStep, side: Side, files: list[File]) -> list[File]:
    """A side's version of every file that a side replaces, and the file it begins with if the other's is another."""
    replaced = {path for each in sides_of(step) for path in each.files}
    own = [OpenFile(path, content, editable=False, revision=0).as_json() for path, content in side.files.items()]
    own += [file for file in files if file["path"] in replaced.difference(side.files)]
    begins = {_module(each.entry or step.entry) for each in sides_of(step)}
    if len(begins) > 1:
        entry = _module(side.entry or step.entry)
        own += [file for file in files if file["path"] == entry and file not in own]
    return own


def _module(entry: str) -> str:
    return entry.partition(":")[0].removesuffix(".py") + ".py"
