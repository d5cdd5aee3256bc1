from httpx import AsyncClient


async def test_create_task(client: AsyncClient):
    response = await client.post("/tasks", json={"title": "Buy milk"})
    assert response.status_code == 201
    task = response.json()
    assert task["title"] == "Buy milk"
    assert task["completed"] is False
    assert "id" in task


async def test_get_task(client: AsyncClient):
    created = await client.post("/tasks", json={"title": "Find me"})
    response = await client.get(f"/tasks/{created.json()['id']}")
    assert response.status_code == 200
    assert response.json()["title"] == "Find me"


async def test_get_task_not_found(client: AsyncClient):
    response = await client.get("/tasks/99999")
    assert response.status_code == 404


async def test_list_tasks(client: AsyncClient):
    await client.post("/tasks", json={"title": "Task A"})
    await client.post("/tasks", json={"title": "Task B"})
    response = await client.get("/tasks")
    assert response.status_code == 200
    assert len(response.json()) >= 2
