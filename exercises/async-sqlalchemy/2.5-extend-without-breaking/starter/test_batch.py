from httpx import AsyncClient


async def test_batch_success(client: AsyncClient):
    titles = ["Task 1", "Task 2", "Task 3"]
    response = await client.post("/tasks/batch", json={"tasks": [{"title": title} for title in titles]})
    assert response.status_code == 201, f"the answer is {response.status_code}"
    batch = response.json()
    assert batch["created_count"] == 3
    assert len(batch["tasks"]) == 3


async def test_batch_atomic_failure(client: AsyncClient):
    tasks = [{"title": "Good Task 1"}, {"title": "Bad Task", "category_id": 99999}, {"title": "Good Task 2"}]
    response = await client.post("/tasks/batch", json={"tasks": tasks})
    assert 400 <= response.status_code < 500, f"the answer is {response.status_code}"

    titles = [task["title"] for task in (await client.get("/tasks")).json()]
    assert "Good Task 1" not in titles
    assert "Good Task 2" not in titles
