"""Create a task in a category that does not exist, and read it back."""

import httpx

from sandbox.template.host import host

# A connection for each request: the server drops the one whose commit failed.
created = httpx.post("http://localhost:8000/tasks", params={"category_id": 42}, timeout=None)
print(f"CLIENT-1: POST /tasks gave {created.status_code} {created.text}")
# Whatever the application still has to do, it does now.
host().ask("rest")
print(f"CLIENT-2: GET /tasks/1 gave {httpx.get('http://localhost:8000/tasks/1').status_code}")
