"""The dashboard, opened once, whatever comes of it."""

import httpx
from visits import DASHBOARD

answer = httpx.get(DASHBOARD, timeout=60)
print(f"The dashboard is answered with {answer.status_code}.")
