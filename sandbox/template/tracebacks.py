"""Prints exceptions in Python's own form, with the learner's frames first."""

import re
import sys
import traceback
from pathlib import Path

WORK = "/work"
BOX = "/opt/box"
_FRAME = re.compile(r'  File "(?P<path>[^"]+)", line \d+')


def print_exception(error: BaseException) -> None:
    """Print a traceback to stderr with each run of library frames folded into one line that counts them."""
    folded: list[str] = []
    for part in traceback.TracebackException.from_exception(error).format():
        library = _library(part)
        if library is None:
            _print_folded(folded)
            print(part, end="", file=sys.stderr)
        elif library:
            folded.append(library)
    _print_folded(folded)


def _library(part: str) -> str | None:
    """Name the library of a frame; ``""`` is our own or generated code, ``None`` whatever is to be shown as it is."""
    frame = _FRAME.match(part)
    if frame is None or frame["path"].startswith(WORK + "/"):
        return None
    if frame["path"].startswith((BOX, "<")):
        return ""
    return frame["path"].partition("/site-packages/")[2].partition("/")[0] or Path(frame["path"]).parts[-2]


def _print_folded(folded: list[str]) -> None:
    if folded:
        names = ", ".join(dict.fromkeys(folded))
        frames = "frame" if len(folded) == 1 else "frames"
        print(f"  … {len(folded)} {frames} in {names}", file=sys.stderr)
        folded.clear()
