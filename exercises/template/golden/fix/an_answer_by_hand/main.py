import os

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine(os.environ["DATABASE_URL"])


class Base(DeclarativeBase):
    pass


class Person(Base):
    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


async def demonstrate():
    async with engine.connect() as connection:
        count = await connection.execute(select(func.count()).select_from(Person))
        print(f"A: {count.scalar_one()}")
        name = await connection.execute(select(Person.id))
        print("B: Ada")
