"""What counts as the driver's own doing is what the installed drivers really say."""

import subprocess

import pytest

from sandbox.driver import asks_for_itself
from sandbox.provision import environment_folder, environment_names, provision
from tests.sandbox.conftest import Box
from tutor.embedded.home import SANDBOX

SAY = """
from asyncpg import introspection
for name in ("INTRO_LOOKUP_TYPES", "INTRO_LOOKUP_TYPES_13", "TYPE_BY_NAME"):
    print(getattr(introspection, name), end="\\0")
"""


@pytest.mark.parametrize("environment", environment_names())
def test_asyncpg_of_this_environment(environment: str) -> None:
    provision(SANDBOX, print)
    python = environment_folder(SANDBOX, environment) / "bin" / "python"
    said = subprocess.run([python, "-c", SAY], capture_output=True, text=True, check=True).stdout.split("\0")[:-1]
    assert len(said) == 3
    assert all(asks_for_itself(statement) for statement in said)


SYNCHRONOUS = """
from sqlalchemy import create_engine, text
with create_engine("postgresql+psycopg://user:pass@localhost:5432/taskdb").connect() as connection:
    print(connection.scalar(text("SELECT 1")))
"""


@pytest.mark.asyncio(loop_scope="session")
async def test_psycopg_with_sqlalchemy(box: Box) -> None:
    seen = await box.run(SYNCHRONOUS)
    assert seen.text() == "1\n", seen
    assert [query["sql"] for query in seen.queries()] == ["BEGIN", "SELECT 1", "ROLLBACK"]
    assert [query["line"] for query in seen.queries()][1] == {"file": "main.py", "line": 4}


@pytest.mark.parametrize("sql", ["SELECT 1", "select pg_catalog.version(), 2", "SELECT t.oid, 1 FROM tasks", ""])
def test_what_only_looks_like_it(sql: str) -> None:
    assert not asks_for_itself(sql)
