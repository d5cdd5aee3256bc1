"""A browser without a screen: what one person sends to the served site, over HTTP and sockets, as pages would."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from websockets.sync.client import connect
from websockets.typing import Origin

# Longer than a class that presses a button at once makes anybody wait.
PATIENCE_SECONDS = 60.0
MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303)
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class Answer:
    """What came back, after redirects: ``path`` is where it came from."""

    status: int
    path: str
    text: str

    def json(self) -> Any:
        """Read it as JSON."""
        return json.loads(self.text)


class Visitor:
    """One person's cookies and connection."""

    def __init__(self, site: str) -> None:
        self._host = urlsplit(site).netloc
        self._cookies: SimpleCookie = SimpleCookie()

    def get(self, path: str) -> Answer:
        """Look at a page."""
        return self._follow("GET", path, b"", "")

    def submit(self, path: str, /, **fields: str) -> Answer:
        """Send a form, and look at the page that it leads to."""
        token = self._cookie("csrftoken")
        return self._follow("POST", path, urlencode({**fields, "csrfmiddlewaretoken": token}).encode(), FORM)

    def send(self, method: str, path: str, /, **body: object) -> Answer:
        """Send JSON, as a page's script does."""
        return self._follow(method, path, json.dumps(body).encode(), JSON)

    def listen(self, path: str) -> Iterator[Any]:
        """Yield what a socket tells until the server closes it."""
        origin, headers = Origin(f"http://{self._host}"), {"Cookie": self._sent_cookies()}
        # The site is on this machine: no proxy leads to it.
        with connect(f"ws://{self._host}{path}", origin=origin, additional_headers=headers, proxy=None) as socket:
            for message in socket:
                yield json.loads(message)

    def _follow(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        for _ in range(MOST_REDIRECTS):
            answer, location = self._ask(method, path, body, kind)
            if answer.status not in REDIRECTS:
                return answer
            method, path, body, kind = "GET", urljoin(path, location), b"", ""
        return answer

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> tuple[Answer, str]:
        headers = {"Cookie": self._sent_cookies(), "Origin": f"http://{self._host}"}
        if kind:
            headers |= {"Content-Type": kind, "X-CSRFToken": self._cookie("csrftoken")}
        with closing(HTTPConnection(self._host, timeout=PATIENCE_SECONDS)) as connection:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            text = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie", []):
            self._cookies.load(cookie)
        return Answer(response.status, path, text), response.headers.get("Location", "")

    def _cookie(self, name: str) -> str:
        return self._cookies[name].value if name in self._cookies else ""

    def _sent_cookies(self) -> str:
        return "; ".join(f"{name}={morsel.value}" for name, morsel in self._cookies.items() if morsel.value)
