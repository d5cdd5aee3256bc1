from fastapi import Depends, FastAPI, HTTPException

from dependencies import get_task_repository
from repositories.task_repository import TaskRepository
from schemas import TaskCreate, TaskDetailResponse, TaskResponse

app = FastAPI()


@app.get("/tasks", response_model=list[TaskDetailResponse])
async def list_tasks(
    completed: bool | None = None,
    category_id: int | None = None,
    repo: TaskRepository = Depends(get_task_repository),
):
    return await repo.get_all(completed=completed, category_id=category_id)


@app.get("/tasks/{task_id}", response_model=TaskResponse)
async def get_task(task_id: int, repo: TaskRepository = Depends(get_task_repository)):
    task = await repo.get_by_id(task_id)
    if task is None:
        raise HTTPException(status_code=404, detail="Task not found")
    return task


@app.post("/tasks", response_model=TaskResponse, status_code=201)
async def create_task(body: TaskCreate, repo: TaskRepository = Depends(get_task_repository)):
    return await repo.create(
        title=body.title, description=body.description, category_id=body.category_id
    )
