"""Tests of behaviour are let through; those that read the code are named with their line."""

import pytest

from sandbox.judge.snooping import snoops

HONEST = """
import asyncio
import gc
import os
import re
import sys
import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event, select, text

import database
from conftest import test_engine
from main import app
from repositories.task_repository import TaskRepository


class TestLeak:
    async def test_it(self, client, monkeypatch):
        monkeypatch.setattr(database, "async_session_factory", None)
        sys.path.insert(0, ".")
        gc.collect()
        assert re.compile("x")
        assert os.environ["DATABASE_URL"]
        assert database.engine.pool.checkedout() == 0, type(self).__name__
"""


def test_honest() -> None:
    assert snoops(HONEST) == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("import inspect", "imports `inspect`"),
        ("import os, dis", "imports `dis`"),
        ("import sys\nsys.modules['inspect']", "uses `sys.modules`"),
        ("import os\nos.stat('database.py')", "uses `os.stat`"),
        ("import os as system", "imports `os`"),
        ("from os import path", "imports more of `os`"),
        ("from pathlib import Path", "imports from `pathlib`"),
        ("from . import main", "imports from"),
        ("open('database.py').read()", "calls `open`"),
        ("__import__('inspect')", "calls `__import__`"),
        ("database.get.__code__", "reads `__code__`"),
        ("getattr(database.get, '__code__')", "names `__code__`"),
        ("database.__dict__", "reads `__dict__`"),
        ("frame.f_locals", "reads `f_locals`"),
        ("x = (", "not valid Python"),
    ],
)
def test_snoop(line: str, words: str) -> None:
    assert words in snoops(f"import database\n{line}\n")
