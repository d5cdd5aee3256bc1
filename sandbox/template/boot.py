"""Runs the learner's entry as ``python main.py`` would, with a traceback that shows the learner's frames first."""

import asyncio
import importlib
import inspect
import os
import re
import runpy
import sys
import traceback
from pathlib import Path
from typing import TextIO

WORK = "/work"
BOX = "/opt/box"
_FRAME = re.compile(r'  File "(?P<path>[^"]+)", line \d+')


def run_entry(entry: str) -> None:
    """Run ``main.py`` as a script, or call ``main:function`` (awaiting it where it is a coroutine)."""
    sys.path[:] = [WORK, *(path for path in sys.path if not path.startswith(BOX))]
    sys.argv[:] = [entry.partition(":")[0]]
    sys.dont_write_bytecode = True
    # The template's streams lay on other files. Lines are seen as they are printed, and no text makes printing fail.
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the program
    sys.stdout, sys.stderr = _stream(1), _stream(2)
    status = 0
    try:
        _call(entry)
    except SystemExit as end:
        status = _exit_status(end)
    except BaseException as error:  # noqa: BLE001 - this is the last frame: what would end the interpreter ends here
        print_exception(error)
        status = 1
    finally:
        _flush()
    os._exit(status)


def _stream(descriptor: int) -> TextIO:
    return open(descriptor, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)


def _call(entry: str) -> None:
    module, _, function = entry.partition(":")
    if not function:
        runpy.run_path(f"{WORK}/{module}", run_name="__main__")
        return
    result = getattr(importlib.import_module(module), function)
    value = result()
    if inspect.iscoroutine(value):
        asyncio.run(value)


def _exit_status(end: SystemExit) -> int:
    if end.code is None:
        return 0
    if isinstance(end.code, int):
        return end.code & 0xFF
    print(end.code, file=sys.stderr)
    return 1


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            continue


def print_exception(error: BaseException) -> None:
    """Print a traceback in Python's own form, with each run of library frames folded into one line that counts them."""
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
    """Name the library of a frame; ``""`` is our own boot code, ``None`` whatever is to be shown as it is."""
    frame = _FRAME.match(part)
    if frame is None or frame["path"].startswith(WORK + "/"):
        return None
    if frame["path"].startswith(BOX) or frame["path"].startswith("<frozen "):
        return ""
    return frame["path"].partition("/site-packages/")[2].partition("/")[0] or Path(frame["path"]).parts[-2]


def _print_folded(folded: list[str]) -> None:
    if folded:
        names = ", ".join(dict.fromkeys(folded))
        frames = "frame" if len(folded) == 1 else "frames"
        print(f"  … {len(folded)} {frames} in {names}", file=sys.stderr)
        folded.clear()
