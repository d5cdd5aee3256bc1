"""A task that is there, and one that is not."""

import httpx

with httpx.Client(base_url="http://localhost:8000") as client:
    for task_id in (1, 999):
        client.get(f"/tasks/{task_id}")
