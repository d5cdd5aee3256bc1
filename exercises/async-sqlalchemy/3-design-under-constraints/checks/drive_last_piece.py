"""Two customers want the last lamp. Nobody is quicker: both are held up where they want to write."""

import asyncio
import os

import asyncpg
import httpx

ADDRESS = os.environ["DATABASE_URL"].replace("+asyncpg", "")
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
LOOK_SECONDS = 0.01


async def main() -> None:
    rival, observer = await asyncpg.connect(ADDRESS), await asyncpg.connect(ADDRESS)
    held = rival.transaction()
    await held.start()
    await rival.execute("SELECT id FROM products WHERE id = 2 FOR UPDATE")
    async with httpx.AsyncClient(base_url="http://localhost:8000", timeout=10) as client:
        orders = [asyncio.create_task(buy(client, name)) for name in ("Ada", "Ben")]
        while await observer.fetchval(WAITING) < len(orders):
            await asyncio.sleep(LOOK_SECONDS)
        await held.rollback()
        for answer in await asyncio.gather(*orders):
            print(answer)
    await rival.close()
    await observer.close()


async def buy(client: httpx.AsyncClient, name: str) -> str:
    order = {"customer_name": name, "items": [{"product_id": 2, "quantity": 1}]}
    return f"{name}: {(await client.post('/orders', json=order)).status_code}"


asyncio.run(main())
