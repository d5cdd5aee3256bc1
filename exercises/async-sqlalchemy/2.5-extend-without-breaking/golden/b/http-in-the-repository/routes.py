from fastapi import Depends, FastAPI, HTTPException

from dependencies import get_task_repository
from repositories.task_repository import TaskRepository
from schemas import (
    BatchTaskCreate,
    BatchTaskResponse,
    TaskCreate,
    TaskDetailResponse,
    TaskResponse,
)

app = FastAPI()


@app.get("/tasks", response_model=list[TaskResponse])
async def list_tasks(repo: TaskRepository = Depends(get_task_repository)):
    return await repo.get_all()


@app.get("/tasks/{task_id}", response_model=TaskResponse)
async def get_task(task_id: int, repo: TaskRepository = Depends(get_task_repository)):
    task = await repo.get_by_id(task_id)
    if task is None:
        raise HTTPException(status_code=404, detail="Task not found")
    return task


@app.get("/tasks/{task_id}/detail", response_model=TaskDetailResponse)
async def get_task_detail(task_id: int, repo: TaskRepository = Depends(get_task_repository)):
    task = await repo.get_by_id_with_category(task_id)
    if task is None:
        raise HTTPException(status_code=404, detail="Task not found")
    return task


@app.post("/tasks", response_model=TaskResponse, status_code=201)
async def create_task(body: TaskCreate, repo: TaskRepository = Depends(get_task_repository)):
    return await repo.create(
        title=body.title, description=body.description, category_id=body.category_id
    )


@app.post("/tasks/batch", response_model=BatchTaskResponse, status_code=201)
async def create_tasks_batch(
    body: BatchTaskCreate, repo: TaskRepository = Depends(get_task_repository)
):
    tasks = await repo.create_batch([task.model_dump() for task in body.tasks])
    return {"created_count": len(tasks), "tasks": tasks}
