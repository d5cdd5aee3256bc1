from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class TaskCreate(BaseModel):
    title: str = Field(..., min_length=1, max_length=200)
    description: str | None = None
    category_id: int | None = None


class TaskResponse(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    title: str
    description: str | None
    completed: bool
    created_at: datetime


class CategoryInfo(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str


class TaskDetailResponse(TaskResponse):
    category: CategoryInfo | None


class BatchTaskCreate(BaseModel):
    tasks: list[TaskCreate] = Field(..., min_length=1, max_length=50)


class BatchTaskResponse(BaseModel):
    created_count: int
    tasks: list[TaskResponse]
