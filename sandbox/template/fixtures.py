"""What tests of an application find ready: the fixtures of an examination, as a pytest plugin.

``client`` speaks HTTP to the application, ``db_session`` is a session of the tests' own, ``queries`` and
``connections`` are what the tap saw of the application, ``concurrently`` awaits several things at once. Between tests
the tables are emptied. What a test found is told to the host, which alone judges.
"""

import asyncio
import importlib
import os
from collections.abc import AsyncIterator, Awaitable, Generator, Sequence
from typing import Any

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from sandbox.template.host import host

APPLICATION_URL = "http://localhost:8000"
# By this name the tap tells the tests' own connections from the application's, where both are one program.
OWN_NAME = "examination"
# A request that takes longer hangs; the run's own limit would end all of the tests.
REQUEST_SECONDS = 6.0
LONGEST_MESSAGE = 1_500
END_TRANSACTIONS = "SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE state = 'idle in transaction'"
TABLES = "SELECT format('%I.%I', schemaname, tablename) FROM pg_catalog.pg_tables WHERE schemaname = 'public'"


class Statement(str):
    """One statement of the application: its SQL, with what the tap saw beside it."""

    boundary: bool
    command: str
    connection: int
    error: dict[str, str] | None
    line: dict[str, Any] | None
    parameters: list[str | None]
    request: int | None
    rows: int | None
    transaction: str | None

    def __new__(cls, seen: dict[str, Any]) -> "Statement":
        """Keep what was seen."""
        statement = super().__new__(cls, seen["sql"])
        statement.__dict__.update((name, seen.get(name)) for name in cls.__annotations__)
        return statement


class Queries(Sequence[Statement]):
    """The application's statements, as they reached the database: since the test began, or since :meth:`reset`."""

    def __init__(self) -> None:
        self._after = host().ask("mark")

    def __getitem__(self, index: Any) -> Any:
        """Return one statement, or several for a slice."""
        return self.all[index]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.all)

    def __repr__(self) -> str:
        """Show them one below the other."""
        return f"{len(self)} queries:\n" + "\n".join(f"  {statement}" for statement in self)

    @property
    def all(self) -> list[Statement]:
        """Everything but BEGIN, COMMIT and ROLLBACK."""
        return [one for one in self.everything if not one.boundary]

    @property
    def everything(self) -> list[Statement]:
        """All statements, the boundaries of transactions too."""
        return [Statement(seen) for seen in host().ask("queries", after=self._after)]

    @property
    def selects(self) -> list[Statement]:
        """The SELECTs."""
        return [one for one in self.all if one.command == "SELECT"]

    def touching(self, table: str) -> list[Statement]:
        """Those that mention a table."""
        return [one for one in self.all if table in one]

    def reset(self) -> None:
        """Forget what was seen until now."""
        self._after = host().ask("mark")

    clear = reset


class Connections:
    """The application's connections, as the tap sees them now, once it has come to rest."""

    @property
    def open(self) -> int:
        """How many it holds."""
        return int(host().ask("connections")["open"])

    @property
    def in_transaction(self) -> int:
        """How many have a transaction open though nothing is being asked: leaks."""
        return int(host().ask("connections")["in_transaction"])


def _own_engine() -> AsyncEngine:
    """Each statement is a transaction of its own, so what is flushed is seen, and what is read is fresh."""
    return create_async_engine(
        os.environ["DATABASE_URL"],
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"server_settings": {"application_name": OWN_NAME}},
    )


def _rest() -> None:
    """Let a served application end what it does behind its answers: FastAPI answers first and commits then."""
    if os.environ["APPLICATION"] == "served":
        host().ask("rest")


def _read_afresh(state: Any) -> None:
    """What the application changed meanwhile replaces what the session holds."""
    _rest()
    if state.is_select and not state.is_column_load and not state.is_relationship_load:
        state.update_execution_options(populate_existing=True)


@pytest_asyncio.fixture(scope="session")
async def _engine() -> AsyncIterator[AsyncEngine]:
    engine = _own_engine()
    yield engine
    await engine.dispose()


@pytest_asyncio.fixture(autouse=True)
async def _empty_tables(_engine: AsyncEngine) -> None:
    """Give every test an empty database.

    An application that still holds a transaction is told so. Beside a learner's tests that is theirs to find out, in a
    test of their own: what an earlier one left open is ended.
    """
    left_open = host().ask("connections")["in_transaction"]
    if left_open and not _beside():
        pytest.fail("the application still holds a transaction open, from a request that was answered before")
    async with _engine.connect() as connection:
        if left_open:
            await connection.execute(text(END_TRANSACTIONS))
        await connection.execute(text("SET lock_timeout = '1s'"))
        if tables := (await connection.execute(text(TABLES))).scalars().all():
            await connection.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))


@pytest_asyncio.fixture
async def db_session(_engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
    """Arrange and look: a session of the tests' own in AUTOCOMMIT. ``flush()`` is enough to be seen by everyone."""
    async with AsyncSession(_engine, expire_on_commit=False) as session:
        event.listen(session.sync_session, "do_orm_execute", _read_afresh)
        yield session


@pytest_asyncio.fixture(scope="session")
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """Speak to the application: to the one that is served, or to ``main.app`` in this very process."""
    transport = _in_process() if _beside() else httpx.AsyncHTTPTransport(limits=_NO_LIMITS)
    async with httpx.AsyncClient(
        transport=transport, base_url=APPLICATION_URL, timeout=REQUEST_SECONDS, event_hooks={"request": [_one_by_one]}
    ) as found:
        yield found


async def _one_by_one(_request: httpx.Request) -> None:
    """What is asked after an answer finds what that answer spoke of."""
    _rest()


def _beside() -> bool:
    """Whether the application is in this very process."""
    return os.environ["APPLICATION"] == "here"


_NO_LIMITS = httpx.Limits(max_connections=None, max_keepalive_connections=0)


def _in_process() -> httpx.ASGITransport:
    return httpx.ASGITransport(importlib.import_module("main").app, raise_app_exceptions=False)


@pytest.fixture
def queries(_empty_tables: None) -> Queries:
    """Return the application's statements of this test."""
    return Queries()


@pytest.fixture
def connections() -> Connections:
    """Return what the application holds."""
    return Connections()


@pytest.fixture
def concurrently() -> Any:
    """Await several things at once and return what each gave, an exception where it raised one."""

    async def together(*awaitables: Awaitable[Any]) -> list[Any]:
        return await asyncio.gather(*awaitables, return_exceptions=True)

    return together


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let the host know which test is running."""
    host().ask("begin", test=item.nodeid)
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, Any, Any]:
    """Tell the host how a test ended: once, with the first thing that went wrong, be it in a fixture's last lines."""
    report = yield
    ended = report.when == "teardown" or report.outcome != "passed"
    if ended and not getattr(item, "told", False):
        item.told = True  # type: ignore[attr-defined]
        message = _message(call.excinfo) if call.excinfo else ""
        host().ask("report", test=item.nodeid, outcome=report.outcome, message=message[:LONGEST_MESSAGE])
    return report


def _message(error: "pytest.ExceptionInfo[BaseException]") -> str:
    """An assertion speaks for itself; of anything else the type matters too."""
    words = str(error.value).split("\nassert ")[0].strip()
    if isinstance(error.value, AssertionError | pytest.fail.Exception):
        return words or "an assertion does not hold"
    return f"{type(error.value).__name__}: {words}".removesuffix(": ")
