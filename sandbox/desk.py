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
from sandbox.listening import accept_all
from sandbox.tap import Tap

LONGEST_QUESTION = 64 * 1024
# How long an application may take to come to rest behind its answer: a commit under the longest latency takes 0.1 s.
SETTLE_SECONDS = 0.5
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
    test: str = ""
    outcome: str = ""
    message: str = ""


class Desk:
    """Knows the statements of one application.

    ``idle`` is set while all requests of an application on its own are answered. Without it the application is in the
    process of its tests, and asks the database nothing more while they wait for an answer of this desk.
    """

    def __init__(self, tap: Tap, heard: Callable[[Report], None], idle: asyncio.Event | None = None) -> None:
        self.reports: list[Report] = []
        self._tap = tap
        self._heard = heard
        self._idle = idle
        self._queries: list[dict[str, Any]] = []
        self._begun = 0
        self._restless = False

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
                return self._tap.gauge()
            case "rest":
                await self._rest()
            case "begin":
                self._begun, self._restless = len(self._queries), False
            case "report":
                await self._settle()
                self._report(question)
        return None

    async def _rest(self) -> None:
        """Wait for what comes behind the last answer: its commit. Whoever leaks is waited for once in a test.

        While a request is under way there is no last answer, and whoever asks wants to see what is in between.
        """
        if self._idle is not None and self._idle.is_set() and not self._restless:
            self._restless = not await self._tap.settled(SETTLE_SECONDS)

    async def _settle(self) -> None:
        if self._idle is None:
            await self._tap.answered(SETTLE_SECONDS)
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), SETTLE_SECONDS)
        await self._tap.settled(SETTLE_SECONDS)

    def _report(self, question: _Question) -> None:
        if len(self.reports) >= MOST_REPORTS or question.outcome not in ("passed", "failed", "skipped"):
            return
        sent = [query["id"] for query in self._queries[self._begun :] if query["command"] not in BOUNDARIES]
        report = Report(question.test, question.outcome, question.message, len(sent), tuple(sent))
        self.reports.append(report)
        self._heard(report)
