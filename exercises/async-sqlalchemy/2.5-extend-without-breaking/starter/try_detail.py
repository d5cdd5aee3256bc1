import asyncio

from httpx import ASGITransport, AsyncClient

from main import app


async def show(line: str, client: AsyncClient, path: str) -> None:
    response = await client.get(path)
    print(f"{line}: {response.status_code}, category = {response.json()['category']}")


async def main():
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        await show("A", client, "/tasks/1/detail")
        await show("B", client, "/tasks/2/detail")


if __name__ == "__main__":
    asyncio.run(main())
