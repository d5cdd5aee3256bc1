from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from models import Category


async def test_filter_by_completed(client: AsyncClient):
    await client.post("/tasks", json={"title": "Done task"})
    await client.post("/tasks", json={"title": "Pending task"})

    response = await client.get("/tasks?completed=false")
    assert response.status_code == 200
    assert "Pending task" in [task["title"] for task in response.json()]


async def test_filter_by_category(client: AsyncClient, db_session: AsyncSession):
    category = Category(name="Filtered")
    db_session.add(category)
    await db_session.flush()
    await client.post("/tasks", json={"title": "In category", "category_id": category.id})
    await client.post("/tasks", json={"title": "No category"})

    response = await client.get(f"/tasks?category_id={category.id}")
    assert response.status_code == 200
    assert all(task["category"]["name"] == "Filtered" for task in response.json() if task["category"])


async def test_list_includes_category(client: AsyncClient, db_session: AsyncSession):
    category = Category(name="TestCat")
    db_session.add(category)
    await db_session.flush()
    await client.post("/tasks", json={"title": "With category", "category_id": category.id})

    tasks = (await client.get("/tasks")).json()
    with_category = [task for task in tasks if task.get("category")]
    assert len(with_category) >= 1
    assert with_category[0]["category"]["name"] == "TestCat"
