import asyncio

from fastapi.testclient import TestClient

from database import engine
from main import app


def test_pool_is_full_again():
    with TestClient(app) as client:
        for _ in range(2):
            assert client.get("/tasks/99999").status_code == 404
            assert engine.pool.checkedout() == 0
        task = client.post("/tasks").json()
        assert client.get(f"/tasks/{task['id']}").json() == task
        assert client.post("/tasks/99999/copy").status_code == 404
        assert client.get(f"/tasks/{task['id'] + 1}").status_code == 404
        assert engine.pool.checkedout() == 0
        client.portal.call(engine.dispose)
