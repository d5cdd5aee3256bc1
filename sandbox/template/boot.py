"""Runs an order's entry as ``python main.py`` would, with a traceback that shows the learner's frames first."""

import asyncio
import importlib
import inspect
import os
import runpy
import sys
import warnings
from collections.abc import Callable
from typing import TextIO

from sandbox.template.serving import serve
from sandbox.template.testing import run_tests
from sandbox.template.tracebacks import BOX, WORK, print_exception


def run_entry(role: str, entry: str) -> None:
    """Run an entry in its role, and end the process.

    ``program``: run ``main.py`` as a script, or call ``main:function`` (awaiting it where it is a coroutine);
    ``application``: serve ``main:app``; ``tests``: let pytest run ``test_a.py test_b.py``.
    """
    sys.path[:] = [WORK, *(path for path in sys.path if not path.startswith(BOX))]
    sys.argv[:] = [entry.partition(":")[0]]
    sys.dont_write_bytecode = True
    # The template's streams lay on other files. Lines are seen as they are printed, and no text makes printing fail.
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the program
    sys.stdout, sys.stderr = _stream(1), _stream(2)
    _warn_as_usual()
    status = 0
    try:
        ROLES[role](entry)
    except SystemExit as end:
        status = _exit_status(end)
    except BaseException as error:  # noqa: BLE001 - this is the last frame: what would end the interpreter ends here
        print_exception(error)
        status = 1
    finally:
        _flush()
    os._exit(status)


def _warn_as_usual() -> None:
    """Put back the filters that Python starts with: the template is told to be quiet, a learner's program is not."""
    sys.warnoptions.clear()
    warnings.resetwarnings()
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", category)
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")


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


def _serve(entry: str) -> None:
    module, _, name = entry.partition(":")
    serve(getattr(importlib.import_module(module), name))


ROLES: dict[str, Callable[[str], None]] = {"program": _call, "application": _serve, "tests": run_tests}


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
