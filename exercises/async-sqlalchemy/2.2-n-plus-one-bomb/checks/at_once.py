"""The dashboard with fifty tasks, timed."""

import asyncio

from visits import grow, visit

# 41 statements, one after the other, at 25 ms each.
ONE_BY_ONE = 41 * 0.025


async def main() -> None:
    await grow(50)
    took = await visit()
    print(f"TOOK: {'as long as' if took >= ONE_BY_ONE else 'less than'} 41 round trips, one after the other")


asyncio.run(main())
