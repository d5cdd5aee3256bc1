from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

DATABASE_URL = "postgresql+asyncpg://user:pass@localhost:5432/taskdb"

engine = create_async_engine(
    DATABASE_URL,
    pool_size=5,
    max_overflow=10,
    pool_timeout=2,  # seconds; without it 30, which is long to watch
)

async_session_factory = async_sessionmaker(
    bind=engine,
    class_=AsyncSession,
    expire_on_commit=False,
)


def say(session: AsyncSession, what: str) -> None:
    print(f"{hex(id(session))}: Session {what}", flush=True)


async def get_async_session() -> AsyncIterator[AsyncSession]:
    session = async_session_factory()
    say(session, "CREATED")
    yield session
    await session.commit()
    say(session, "COMMITTED")
    await session.close()
    say(session, "CLOSED")
