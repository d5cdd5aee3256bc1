"""A batch of fifty, a bad batch of three, and one more task."""

import httpx

BASE = "http://localhost:8000"


def main() -> None:
    with httpx.Client(base_url=BASE) as client:
        fifty = client.post("/tasks/batch", json={"tasks": [{"title": f"Task {n}"} for n in range(1, 51)]})
        print(f"fifty: {fifty.status_code}, last id {fifty.json()['tasks'][-1]['id']}")
        titles = [{"title": "Odd 1"}, {"title": "Odd 2", "category_id": 99999}, {"title": "Odd 3"}]
        print(f"bad batch: {client.post('/tasks/batch', json={'tasks': titles}).status_code}")
        print(f"next id: {client.post('/tasks', json={'title': 'One more'}).json()['id']}")


main()
