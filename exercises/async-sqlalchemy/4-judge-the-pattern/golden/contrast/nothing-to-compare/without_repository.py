from sqlalchemy import text

from scenario import engine


async def migrate():
    async with engine.begin() as connection:
        await connection.execute(text("DROP VIEW result"))
