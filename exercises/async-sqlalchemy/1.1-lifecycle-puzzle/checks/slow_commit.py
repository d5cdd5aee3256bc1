"""Create a task and read it back while its commit is held up, and once more when it has been carried out.

The commit waits for a lock of ours, which we release when we have read, or when nobody answers us before.
"""

import asyncio
import os

import asyncpg
import httpx

from sandbox.template.host import host

LOCK = 1
# What is on its way when the application has come to rest arrives within this time.
ARRIVAL_SECONDS = 0.3
HOLD_UP_COMMITS = f"""
CREATE FUNCTION wait_for_lock() RETURNS trigger LANGUAGE plpgsql
AS 'BEGIN PERFORM pg_advisory_xact_lock_shared({LOCK}); RETURN NULL; END';
CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON tasks
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_for_lock()
"""
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
ROWS = "SELECT count(*) FROM tasks"


async def main():
    connection = await asyncpg.connect(os.environ["DATABASE_URL"].replace("+asyncpg", ""))
    await connection.execute(HOLD_UP_COMMITS)
    await connection.execute(f"SELECT pg_advisory_lock({LOCK})")
    async with httpx.AsyncClient(base_url="http://localhost:8000", timeout=None) as client:
        creating = asyncio.create_task(client.post("/tasks"))
        await until(connection, WAITING)
        await asyncio.to_thread(host().ask, "calm")
        # With no response by now, it waits for the commit.
        answered, _ = await asyncio.wait([creating], timeout=ARRIVAL_SECONDS)
        if not answered:
            await release(connection)
        created = await creating
        print(f"CLIENT-1: POST /tasks gave {created.status_code}")
        path = f"/tasks/{created.json()['id']}"
        print(f"CLIENT-2: GET {path} gave {(await client.get(path)).status_code}")
        if answered:
            await release(connection)
        print(f"CLIENT-3: GET {path} gave {(await client.get(path)).status_code}")
    await connection.close()


async def until(connection, question):
    while not await connection.fetchval(question):
        await asyncio.sleep(0.01)


async def release(connection):
    await connection.execute(f"SELECT pg_advisory_unlock({LOCK})")
    await until(connection, ROWS)


asyncio.run(main())
