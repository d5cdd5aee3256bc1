import os

from sqlalchemy import select
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
        (person,) = (await connection.execute(select(Person.id, Person.name))).all()
        print("A: 1")
        print(f"B: {person.name}")
