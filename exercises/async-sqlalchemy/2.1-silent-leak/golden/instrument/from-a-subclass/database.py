from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

DATABASE_URL = "postgresql+asyncpg://user:pass@localhost:5432/taskdb"

engine = create_async_engine(
    DATABASE_URL,
    pool_size=5,
    max_overflow=10,
    pool_timeout=2,  # seconds; without it 30, which is long to watch
)

class SpeakingSession(AsyncSession):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        print(f"[{id(self)}] Session CREATED")

    async def commit(self):
        await super().commit()
        print(f"[{id(self)}] Session COMMITTED")

    async def close(self):
        await super().close()
        print(f"[{id(self)}] Session CLOSED")


async_session_factory = async_sessionmaker(
    bind=engine,
    class_=SpeakingSession,
    expire_on_commit=False,
)


async def get_async_session() -> AsyncIterator[AsyncSession]:
    session = async_session_factory()
    yield session
    await session.commit()
    await session.close()
