from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from models import Category


async def test_detail_with_category(client: AsyncClient, db_session: AsyncSession):
    category = Category(name="Work")
    db_session.add(category)
    await db_session.flush()
    created = await client.post("/tasks", json={"title": "Write report", "category_id": category.id})

    response = await client.get(f"/tasks/{created.json()['id']}/detail")
    assert response.status_code == 200, f"the answer is {response.status_code}"
    task = response.json()
    assert task["title"] == "Write report"
    assert task["category"]["name"] == "Work"
    assert task["category"]["id"] == category.id


async def test_detail_without_category(client: AsyncClient):
    created = await client.post("/tasks", json={"title": "No category"})

    response = await client.get(f"/tasks/{created.json()['id']}/detail")
    assert response.status_code == 200, f"the answer is {response.status_code}"
    assert response.json()["category"] is None
