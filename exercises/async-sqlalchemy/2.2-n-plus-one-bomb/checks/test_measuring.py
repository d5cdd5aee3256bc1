"""Opens the dashboard with 10, 50 and 0 tasks; what the route prints about it is judged outside."""

from board import fill
from sqlalchemy import delete
from test_fix import dashboard

from models import Task


async def test_same_answers(client, db_session):
    for tasks in (10, 50, 0):
        await db_session.execute(delete(Task))
        board = await fill(db_session, tasks=tasks, categories=4) if tasks else None
        assert await dashboard(client) == (board.shown if board else []), "The response is not what it was before."


async def test_still_there(client, db_session, queries):
    await fill(db_session, tasks=50, categories=4)
    await dashboard(client)
    assert len(queries) == 41, f"{len(queries)} queries for 50 tasks, 40 of them with a category: it was 41."
