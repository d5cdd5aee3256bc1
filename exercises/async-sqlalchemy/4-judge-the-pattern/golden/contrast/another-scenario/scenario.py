from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from models import Base, Reading

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")
async_session_factory = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)


async def prepare():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        await connection.execute(text("DROP VIEW result"))
        await connection.execute(text("CREATE VIEW result AS SELECT * FROM daily_maxima"))
        rows = [{"sensor": f"S{n % 7}", "value": n * 31 % 100} for n in range(200)]
        await connection.execute(insert(Reading), rows)
