"""One request, and time for what the application does behind its answer."""

import time

import httpx

httpx.post("http://localhost:8000/tasks", timeout=None)
time.sleep(0.5)
