"""One request."""

import httpx

httpx.post("http://localhost:8000/tasks", timeout=None)
