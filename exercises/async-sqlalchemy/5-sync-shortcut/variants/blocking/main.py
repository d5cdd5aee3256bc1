from fastapi import FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from models import Task

engine = create_engine("postgresql://user:pass@localhost:5432/taskdb")

app = FastAPI()


@app.get("/tasks/{task_id}")
async def get_task(task_id: int):
    with Session(engine) as session:
        task = session.scalars(select(Task).where(Task.id == task_id)).one()
        return {"id": task.id, "title": task.title}


@app.get("/ready")
@app.get("/ping")
async def ready():
    return {}
