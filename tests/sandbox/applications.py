"""Small applications and their tests, as learners and authors write them."""

SEED = "CREATE TABLE tasks (id serial PRIMARY KEY, title text NOT NULL);"

MODELS = """
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Task(Base):
    __tablename__ = "tasks"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
"""

DATABASE = """
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")
factory = async_sessionmaker(engine, expire_on_commit=False)


async def get_session():
    async with factory() as session:
        yield session
        await session.commit()
        print("committed")
"""

LEAKING = DATABASE.replace(
    """    async with factory() as session:
        yield session
        await session.commit()
        print("committed")
""",
    """    session = factory()
    KEPT.append(session)
    yield session
    await session.commit()
    await session.close()
""",
).replace("async def", "KEPT = []\n\n\nasync def", 1)

MAIN = """
from database import get_session
from fastapi import Depends, FastAPI, HTTPException
from models import Task

app = FastAPI()


@app.get("/tasks/{task_id}")
async def read(task_id: int, session=Depends(get_session)):
    task = await session.get(Task, task_id)
    if task is None:
        raise HTTPException(404)
    return {"title": task.title}


@app.post("/tasks", status_code=201)
async def create(title: str, session=Depends(get_session)):
    session.add(Task(title=title))
    await session.flush()
    return {}


@app.get("/crash")
async def crash():
    raise RuntimeError("on purpose")
"""

FILES = {"main.py": MAIN, "models.py": MODELS, "database.py": DATABASE}
