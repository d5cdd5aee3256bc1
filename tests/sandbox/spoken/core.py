# ruff: noqa
"""SQLAlchemy Core: streams, executemany, savepoints, autocommit, errors."""

import asyncio, os
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

notes = Table("notes", MetaData(), Column("id", Integer, primary_key=True), Column("body", String))


async def main():
    engine = create_async_engine(os.environ["DATABASE"].replace("postgresql", "postgresql+asyncpg"))
    async with engine.begin() as db:
        await db.run_sync(notes.metadata.create_all)
        await db.execute(insert(notes), [{"body": f"note {n}"} for n in range(30)])
    async with engine.connect() as db:
        async with db.stream(select(notes).where(notes.c.id.in_([1, 2, 3]))) as rows:
            [row async for row in rows]
        await db.rollback()
        nested = await db.begin()
        async with db.begin_nested():
            await db.execute(update(notes).values(body="x").where(notes.c.id == 1))
        try:
            async with db.begin_nested():
                await db.execute(text("SELECT 1 / 0"))
        except DBAPIError:
            pass
        await nested.commit()
    async with engine.connect() as db:
        await db.execution_options(isolation_level="AUTOCOMMIT")
        await db.execute(text("VACUUM notes"))
    async with engine.connect() as db:
        await db.execution_options(isolation_level="SERIALIZABLE")
        await db.execute(text("SELECT 1"))
    await engine.dispose()


asyncio.run(main())
