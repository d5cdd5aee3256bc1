"""One request, and time for what the application does after its response."""

import httpx

from sandbox.template.host import host

httpx.post("http://localhost:8000/tasks", timeout=None)
# From the commit to the last line that the dependency prints.
host().ask("calm")
