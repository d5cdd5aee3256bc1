"""The same program in two environments: what happens first, the answer or the clean-up?"""

import pytest

from sandbox.provision import environment_names
from tests.sandbox.conftest import Box

PROGRAM = """
import asyncio
from fastapi import Depends, FastAPI

async def dependency():
    yield "given"
    print("cleaned up")

app = FastAPI()

@app.get("/")
async def route(value: str = Depends(dependency)):
    return value

async def main():
    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}
    async def send(message):
        if message["type"] == "http.response.body":
            print("answered")
    scope = {"type": "http", "method": "GET", "path": "/", "raw_path": b"/", "query_string": b"", "headers": [],
             "http_version": "1.1", "scheme": "http", "server": ("test", 80), "client": ("test", 1), "root_path": ""}
    await app(scope, receive, send)

import fastapi, sqlalchemy
print(fastapi.__version__, sqlalchemy.__version__[:3])
asyncio.run(main())
"""


ORDERS = {
    "current": ["0.165.0 2.1", "answered", "cleaned up"],
    "fastapi-0.115": ["0.115.14 2.0", "cleaned up", "answered"],
    "fastapi-0.105": ["0.105.0 2.0", "answered", "cleaned up"],
}


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("environment", ORDERS)
async def test_one_program_in_every_environment(box: Box, environment: str) -> None:
    seen = await box.run(PROGRAM, environment=environment)
    assert seen.text().splitlines() == ORDERS[environment], seen


@pytest.mark.asyncio(loop_scope="session")
async def test_an_environment_of_the_driver_alone(box: Box) -> None:
    program = """
import asyncio, asyncpg, importlib.util
async def main():
    connection = await asyncpg.connect("postgresql://user:pass@localhost:5432/taskdb")
    print(await connection.fetchval("SELECT 42"), importlib.util.find_spec("sqlalchemy"))
asyncio.run(main())
"""
    seen = await box.run(program, environment="asyncpg")
    assert seen.text() == "42 None\n", seen
    assert [(query["sql"], query["line"]["line"]) for query in seen.queries()] == [("SELECT 42", 5)]


def test_no_environment_is_left_out() -> None:
    assert {*ORDERS, "asyncpg"} == set(environment_names())
