"""The dashboard with the ten tasks of a developer, then with the five hundred of a company."""

import asyncio

from visits import grow, visit


async def main() -> None:
    await visit()
    await grow(500)
    await visit()


asyncio.run(main())
