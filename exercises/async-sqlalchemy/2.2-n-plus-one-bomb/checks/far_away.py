"""The dashboard with five hundred tasks, timed."""

import asyncio

from visits import grow, visit


async def main() -> None:
    await grow(500)
    took = await visit()
    words = "less than a second" if took < 1 else "one to ten seconds" if took < 10 else "more than ten seconds"
    print(f"TOOK: {words}")


asyncio.run(main())
