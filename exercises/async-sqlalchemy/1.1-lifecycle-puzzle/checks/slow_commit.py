"""Create and read back while each commit takes SECONDS; once more when it has ended."""

import asyncio
import os

import asyncpg
import httpx

SECONDS = 0.8
SLOW = f"""
CREATE FUNCTION take_time() RETURNS trigger LANGUAGE plpgsql
AS 'BEGIN PERFORM pg_sleep({SECONDS}); RETURN NULL; END';
CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON tasks
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION take_time()
"""


async def main():
    connection = await asyncpg.connect(os.environ["DATABASE_URL"].replace("+asyncpg", ""))
    await connection.execute(SLOW)
    async with httpx.AsyncClient(base_url="http://localhost:8000") as client:
        created = await client.post("/tasks")
        print(f"CLIENT-1: POST /tasks gave {created.status_code}")
        path = f"/tasks/{created.json()['id']}"
        print(f"CLIENT-2: GET {path} gave {(await client.get(path)).status_code}")
        while not await connection.fetchval("SELECT count(*) FROM tasks"):
            await asyncio.sleep(0.02)
        print(f"CLIENT-3: GET {path} gave {(await client.get(path)).status_code}")
    await connection.close()


asyncio.run(main())
