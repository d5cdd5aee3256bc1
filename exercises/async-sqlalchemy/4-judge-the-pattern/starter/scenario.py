from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")
async_session_factory = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)


async def prepare():
    """Make the tables and the data that the scenario needs, and a view `result` to be compared.

    The users and their orders are in the database already, and `result` shows `migrated_orders`.
    """
