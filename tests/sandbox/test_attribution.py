"""Every statement names the learner's line that caused it, and why it was sent."""

import re
import textwrap

import pytest

from sandbox import marks
from sandbox.provision import environment_names
from tests.sandbox.conftest import Box, Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")

SEED = """
CREATE TABLE categories (id serial PRIMARY KEY, name text);
CREATE TABLE tasks (id serial PRIMARY KEY, title text, category_id int REFERENCES categories);
INSERT INTO categories (name) VALUES ('work'), ('home');
INSERT INTO tasks (title, category_id) VALUES ('a', 1), ('b', 2);
"""
MODELS = """
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

class Base(DeclarativeBase):
    pass

class Category(Base):
    __tablename__ = "categories"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    tasks: Mapped[list["Task"]] = relationship(back_populates="category")

class Task(Base):
    __tablename__ = "tasks"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"))
    category: Mapped[Category | None] = relationship(back_populates="tasks")
"""
HEAD = """
import asyncio
from sqlalchemy import select, text, update, insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import immediateload, joinedload, selectinload, subqueryload
from models import Category, Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")
factory = async_sessionmaker(engine)
"""
# In these programs a comment says which statement, or how many of them, the line has to be blamed for, and why.
EXPECTED = re.compile(r"# -> (?P<what>.*)$")

ORM = """
async def main():
    async with factory() as session:  # -> ROLLBACK (the session was closed before a commit)
        tasks = (await session.scalars(select(Task).order_by(Task.id))).all()  # -> BEGIN; SELECT
        await session.run_sync(lambda _: tasks[0].category)  # -> SELECT (lazy load of Task.category)
        await session.run_sync(names, tasks)
        await session.refresh(tasks[0])  # -> SELECT (refresh of Task)
        tasks[0].title = "c"
        session.add(Task(title="new"))
        await session.scalars(select(Category))  # -> INSERT (autoflush: INSERT); UPDATE (autoflush: UPDATE); SELECT
        tasks[0].title = "d"
        await session.flush()  # -> UPDATE (flush: UPDATE)
        await session.commit()  # -> COMMIT
        await session.run_sync(lambda _: tasks[0].title)  # -> BEGIN; SELECT (load of what is missing of Task)
        options = [selectinload(Category.tasks)]
        await session.scalars(  # -> SELECT; SELECT (selectin load of Category.tasks)
            select(Category).options(*options).execution_options(populate_existing=True))
        await session.scalars(select(Category).options(subqueryload(Category.tasks)))  # -> SELECT; SELECT (subquery load of Category.tasks)
        await session.scalars(select(Category).options(joinedload(Category.tasks)))  # -> SELECT
        async with session.begin_nested():  # -> RELEASE
            await session.execute(update(Task).values(title="e"))  # -> SAVEPOINT; UPDATE

def names(session, tasks):
    return [name_of(task) for task in tasks]

def name_of(task):
    return task.category.name  # -> SELECT (lazy load of Task.category)

asyncio.run(main())
"""

CORE = """
from contextlib import asynccontextmanager

def titles():
    return select(Task.title)

@asynccontextmanager
async def connection():
    async with engine.begin() as db:  # -> COMMIT
        yield db

async def rows(db):
    result = await db.stream(titles())  # -> BEGIN; SELECT
    async for row in result:
        yield row

async def main():
    async with connection() as db:
        [row async for row in rows(db)]
        await db.execute(insert(Task), [{"title": "x"}, {"title": "y"}])  # -> INSERT; INSERT
        await asyncio.gather(*(one(db) for _ in range(2)))

async def one(db):
    await db.execute(text("SELECT 1"))  # -> SELECT; SELECT

asyncio.run(main())
"""

RAW = """
import asyncpg

async def main():
    db = await asyncpg.connect("postgresql://user:pass@localhost:5432/taskdb")
    async with db.transaction():  # -> BEGIN; COMMIT
        await db.execute("SELECT 1")  # -> SELECT
        prepared = await db.prepare("SELECT $1::int")
        await prepared.fetch(1)  # -> SELECT
        await prepared.fetchval(2)  # -> SELECT
        await db.executemany("INSERT INTO tasks (title) VALUES ($1)", [("a",), ("b",)])  # -> INSERT; INSERT
        await db.copy_records_to_table("tasks", columns=["title"], records=[("c",)])  # -> COPY
    await db.close()
    async with asyncpg.create_pool("postgresql://user:pass@localhost:5432/taskdb", min_size=1, max_size=1) as pool:
        await pool.fetch("SELECT 2")  # -> SELECT

asyncio.run(main())
"""

WEB = """
from typing import Annotated
from fastapi import Depends, FastAPI
from httpx import ASGITransport, AsyncClient
from pydantic import BaseModel, ConfigDict

app = FastAPI()

async def get_session():
    async with factory() as session:
        yield session
        await session.commit()  # -> COMMIT

class TaskOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    title: str

class Repository:
    def __init__(self, session: Annotated[AsyncSession, Depends(get_session)]):
        self.session = session

    async def all(self):
        return await self.session.scalars(select(Task))  # -> BEGIN; SELECT

@app.get("/tasks")
async def read(repository: Annotated[Repository, Depends()]) -> list[TaskOut]:
    return (await repository.all()).all()

async def main():
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        assert (await client.get("/tasks")).status_code == 200

asyncio.run(main())
"""


@pytest.mark.parametrize("environment", sorted({*environment_names()} - {"asyncpg"}))
@pytest.mark.parametrize("program", [ORM, CORE, RAW, WEB], ids=["orm", "core", "raw", "web"])
async def test_each_statement_names_its_line_and_its_reason(box: Box, program: str, environment: str) -> None:
    main = HEAD + program
    seen = await box.run(main, files={"models.py": MODELS}, seed=SEED, environment=environment)
    assert seen.outcome.status == "ok", seen.text("stderr")
    assert _told(seen) == _expected(main)


async def test_a_connection_tells_where_it_was_opened_and_how_it_ended(box: Box) -> None:
    program = HEAD + textwrap.dedent("""
        import asyncpg, os
        async def main():
            db = await asyncpg.connect("postgresql://user:pass@localhost:5432/taskdb", ssl=False)
            await db.close()
            db = await asyncpg.connect("postgresql://user:pass@localhost:5432/taskdb")
            await db.execute("BEGIN")
            db.terminate()
            db = await asyncpg.connect("postgresql://user:pass@localhost:5432/taskdb")
            await db.execute("BEGIN")
            os._exit(0)
        asyncio.run(main())
    """)
    seen = await box.run(program, files={"models.py": MODELS}, seed=SEED)
    told = [fields for kind, fields in seen.events if kind == "connection"]
    opened = [each for each in told if each["state"] == "opened"]
    closed = sorted((each for each in told if each["state"] == "closed"), key=lambda each: each["id"])
    assert [each["line"]["line"] for each in opened] == [13, 15, 18]
    # The last one ends with the program, which says nothing any more.
    assert [(each["said_goodbye"], each["transaction"]) for each in closed] == [(True, None), (True, "A"), (False, "B")]


async def test_what_was_loaded_in_advance_tells_when_it_is_first_read(box: Box) -> None:
    program = HEAD + textwrap.dedent("""
        async def main():
            async with factory() as session:
                categories = (await session.scalars(select(Category).options(selectinload(Category.tasks)))).all()
                await session.scalars(select(Task).options(selectinload(Task.category)))
            await engine.dispose()
            print([len(category.tasks) for category in categories])
        asyncio.run(main())
    """)
    seen = await box.run(program, files={"models.py": MODELS}, seed=SEED)
    assert seen.text() == "[1, 1]\n", seen.text("stderr")
    assert [fields["attribute"] for kind, fields in seen.events if kind == "read"] == ["Category.tasks"]


async def test_what_the_database_remarks_is_told(box: Box) -> None:
    program = HEAD + textwrap.dedent("""
        async def main():
            async with engine.begin() as db:
                await db.execute(text("DO $$ BEGIN FOR i IN 1..1000 LOOP RAISE NOTICE 'number %', i; END LOOP; END $$"))
        asyncio.run(main())
    """)
    seen = await box.run(program, files={"models.py": MODELS}, seed=SEED)
    told = [fields for kind, fields in seen.events if kind == "notice"]
    assert told[0] | {"t": 0} == {"t": 0, "connection": 1, "severity": "NOTICE", "code": "00000", "message": "number 1"}
    assert len(told) == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"nonsense",
        b'{"line": 1e99}',
        b'{"reason": "' + b"x" * 5000 + b'"}',
        b'{"file": 7}',
        b"\xff",
        b'{"line":-1}',
    ],
)
async def test_a_mark_that_is_none_says_nothing(body: bytes) -> None:
    assert marks.read(body) == marks.NOTHING


async def test_both_ends_know_a_mark_by_the_same_numbers() -> None:
    from pathlib import Path

    theirs = Path(marks.__file__).with_name("template").joinpath("marking.py").read_text()
    assert 'KIND = b"m"' in theirs
    assert (marks.KIND, marks.BEFORE_STARTUP) == (b"m", 1234 << 16 | 9999)
    assert "BEFORE_STARTUP = 1234 << 16 | 9999" in theirs


def _told(seen: Seen) -> list[tuple[int, str]]:
    queries = [query for query in seen.queries() if query["line"] and query["line"]["file"] == "main.py"]
    assert len(queries) == len(seen.queries()), [query for query in seen.queries() if query not in queries]
    return sorted((query["line"]["line"], _words(query)) for query in queries)


def _words(query: dict) -> str:
    return query["command"] + (f" ({query['reason']})" if query["reason"] else "")


def _expected(program: str) -> list[tuple[int, str]]:
    lines = enumerate(program.splitlines(), start=1)
    found = [(number, EXPECTED.search(line)) for number, line in lines]
    return sorted((number, words) for number, match in found if match for words in match["what"].split("; "))
