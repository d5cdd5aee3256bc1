"""The examiner's desk: answers what tests ask about their application, out of the tap's record; hears what they found.

One JSON object a line, both ways. Where a learner wrote the tests, the asker is hostile: it reads its own run's record
and can say what it likes about its own tests.
"""

import asyncio
import json
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from sandbox.commands import BOUNDARIES
from sandbox.door import UnderWay
from sandbox.listening import accept_all
from sandbox.stillness import PATIENCE_SECONDS, Stillness

LONGEST_QUESTION = 64 * 1024
# A request that is held up on purpose is waited for no longer.
HELD_UP_SECONDS = 0.5
MOST_REPORTS = 500


@dataclass(frozen=True)
class Report:
    """What one test found: ``passed``, ``failed`` or ``skipped``, why, and how many queries the application sent.

    ``statements`` holds the ids of those queries.
    """

    test: str
    outcome: str
    message: str
    queries: int
    statements: tuple[int, ...] = ()


class _Question(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ask: str
    after: int = 0
    requests: int = 0
    test: str = ""
    outcome: str = ""
    message: str = ""


class Desk:
    """Knows the statements of one application.

    ``under_way`` are the requests to an application on its own. Without it the application is in the process of its
    tests, and asks the database nothing more while they wait for an answer of this desk.
    """

    def __init__(
        self,
        gauge: Callable[[], dict[str, int]],
        stillness: Stillness,
        heard: Callable[[Report], None],
        under_way: UnderWay | None = None,
    ) -> None:
        self.reports: list[Report] = []
        self._gauge = gauge
        self._stillness = stillness
        self._heard = heard
        self._under_way = under_way
        self._queries: list[dict[str, Any]] = []
        self._begun = 0

    def saw(self, kind: str, fields: dict[str, Any]) -> None:
        """Take note of one of the application's events."""
        if kind == "query" and not fields["driver"]:
            self._queries.append(fields)

    async def serve(self, descriptor: int) -> None:
        """Answer whoever connects to a listening descriptor, and own it, until cancelled."""
        await accept_all(descriptor, self._answer_all)

    async def _answer_all(self, asker: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=asker, limit=LONGEST_QUESTION)
        with suppress(OSError, ValueError, ValidationError):
            while line := await reader.readline():
                answer = await self._answer(_Question.model_validate_json(line))
                writer.write(json.dumps({"answer": answer}).encode() + b"\n")
                await writer.drain()
        writer.close()

    async def _answer(self, question: _Question) -> Any:
        match question.ask:
            case "mark":
                await self._settle()
                return len(self._queries)
            case "queries":
                await self._settle()
                told = self._queries[max(0, question.after) :]
                return [{**query, "boundary": query["command"] in BOUNDARIES} for query in told]
            case "connections":
                await self._settle()
                return self._gauge()
            case "rest":
                await self._rest()
            case "calm":
                await self._calm(question.requests)
            case "begin":
                self._begun = len(self._queries)
            case "report":
                await self._settle()
                self._report(question)
        return None

    async def _rest(self) -> None:
        """Wait for what comes after the last answer: its commit.

        While a request is under way there is no last answer, and whoever asks wants to see what is in between.
        """
        if self._under_way is not None and not self._under_way.number:
            await self._stillness.settled()

    async def _calm(self, requests: int) -> None:
        """Wait until so many requests have come, and nothing moves."""
        if self._under_way is not None:
            await self._under_way.until(lambda number: number >= requests, PATIENCE_SECONDS)
        await self._stillness.calm()

    async def _settle(self) -> None:
        if self._under_way is None:
            await self._stillness.answered()
            return
        await self._under_way.until(lambda number: number == 0, HELD_UP_SECONDS)
        await self._stillness.settled()

    def _report(self, question: _Question) -> None:
        if len(self.reports) >= MOST_REPORTS or question.outcome not in ("passed", "failed", "skipped"):
            return
        sent = [query["id"] for query in self._queries[self._begun :] if query["command"] not in BOUNDARIES]
        report = Report(question.test, question.outcome, question.message, len(sent), tuple(sent))
        self.reports.append(report)
        self._heard(report)
