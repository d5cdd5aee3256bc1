"""Opens the dashboard, and gives it more to show."""

import os
import time

import asyncpg
import httpx

DASHBOARD = "http://localhost:8000/dashboard/tasks"
GROW = """
    INSERT INTO tasks (title, created_at, category_id)
    SELECT 'Task ' || n, timestamp '2026-03-01' + n * interval '1 minute', nullif(n % 5, 0)
    FROM generate_series((SELECT count(*) + 1 FROM tasks), $1::int) AS n
"""
SPREAD = """
    WITH gone AS (DELETE FROM tasks), made AS (
        INSERT INTO categories (id, name) SELECT n, 'Category ' || n FROM generate_series(1, $1::int) AS n
        ON CONFLICT DO NOTHING
    )
    INSERT INTO tasks (title, created_at, category_id)
    SELECT 'Task ' || n, timestamp '2026-03-01' + n * interval '1 minute', n FROM generate_series(1, $1::int) AS n
"""


async def ask(sql: str, number: int) -> None:
    """Send one statement to the database."""
    connection = await asyncpg.connect(os.environ["DATABASE_URL"].replace("+asyncpg", ""))
    await connection.execute(sql, number)
    await connection.close()


async def grow(tasks: int) -> None:
    """Add tasks, four of five in one of the four categories, until there are so many."""
    await ask(GROW, tasks)


async def spread(tasks: int) -> None:
    """Have so many tasks, each in a category of its own."""
    await ask(SPREAD, tasks)


async def visit() -> float:
    """Open the dashboard, say what it shows, and return how long that took, in seconds."""
    began = time.monotonic()
    async with httpx.AsyncClient(timeout=60) as client:
        tasks = (await client.get(DASHBOARD)).raise_for_status().json()
    took = time.monotonic() - began
    categorised = sum(task["category_name"] is not None for task in tasks)
    print(f"The dashboard shows {len(tasks)} tasks, {categorised} of them with a category.")
    return took


