# ruff: noqa
"""The ORM: flushes, lazy and eager loads, refresh, a failed flush, many sessions at once."""

import asyncio, os
from sqlalchemy import ForeignKey, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload


class Base(DeclarativeBase):
    pass


class Parent(Base):
    __tablename__ = "parents"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    children: Mapped[list["Child"]] = relationship(back_populates="parent")


class Child(Base):
    __tablename__ = "children"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parents.id"))
    parent: Mapped[Parent] = relationship(back_populates="children")


engine = create_async_engine(os.environ["DATABASE"].replace("postgresql", "postgresql+asyncpg"))
factory = async_sessionmaker(engine)


async def one(number):
    async with factory() as session:
        session.add(Parent(name=f"concurrent {number}", children=[Child(), Child()]))
        await session.commit()


async def main():
    async with engine.begin() as db:
        await db.run_sync(Base.metadata.create_all)
    async with factory() as session:
        session.add_all([Parent(name=f"p{n}", children=[Child(), Child()]) for n in range(20)])
        await session.commit()
        parents = (await session.scalars(select(Parent))).all()
        await session.run_sync(lambda _: [len(parent.children) for parent in parents])
        await session.refresh(parents[0], ["name"])
        session.add(Parent(name="p1"))
        try:
            await session.flush()
        except IntegrityError:
            await session.rollback()
        await session.scalars(select(Parent).options(selectinload(Parent.children)))
    await asyncio.gather(*(one(number) for number in range(12)))
    await engine.dispose()


asyncio.run(main())
