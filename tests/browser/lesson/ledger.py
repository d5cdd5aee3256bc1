"""Writes down what everybody sent and the site took, and what their sockets told."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import BrowserContext, Response

from tutor.embedded.visitor import Answer, Visitor

WRITING = ("POST", "PUT")


@dataclass(frozen=True)
class Sent:
    """One request that changes something."""

    name: str
    path: str
    body: dict[str, Any]


@dataclass
class Ledger:
    """All of a lesson. Entries of one person are in the order in which they were sent."""

    sent: list[Sent] = field(default_factory=list)
    # What a run's socket told, by the run's id.
    heard: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def watch(self, context: BrowserContext, name: str) -> None:
        """Write down what a browser sends."""

        def note(response: Response) -> None:
            request = response.request
            if request.method in WRITING and response.status < 400 and request.post_data:
                self.sent.append(Sent(name, urlsplit(request.url).path, _body(request.post_data)))

        context.on("response", note)


class Watched(Visitor):
    """A visitor who writes everything down."""

    def __init__(self, site: str, name: str, ledger: Ledger) -> None:
        super().__init__(site)
        self._name, self._ledger = name, ledger

    def submit(self, path: str, /, **fields: str) -> Answer:
        return self._note(super().submit(path, **fields), path, fields)

    def send(self, method: str, path: str, /, **body: object) -> Answer:
        return self._note(super().send(method, path, **body), path, body)

    def listen(self, path: str) -> Any:
        told = self._ledger.heard.setdefault(path.rstrip("/").rpartition("/")[2], [])
        for event in super().listen(path):
            told.append(event)
            yield event

    def _note(self, answer: Answer, path: str, body: dict[str, Any]) -> Answer:
        if answer.status < 400:
            self._ledger.sent.append(Sent(self._name, path, body))
        return answer


def _body(posted: str) -> dict[str, Any]:
    try:
        body: dict[str, Any] = json.loads(posted)
    except json.JSONDecodeError:
        return dict(parse_qsl(posted, keep_blank_values=True))
    return body
