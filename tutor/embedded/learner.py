"""What a student does on the site, in words: each goes out as the page would send it."""

import json
import re
import uuid
from typing import Any

from tutor.embedded.visitor import Answer, Visitor

PASSWORD = "only for looking around"  # noqa: S105 - of people who do not exist
# What a page tells its script.
_PAGE = re.compile(r'<script id="page" type="application/json">(?P<json>.*?)</script>', re.DOTALL)
# Answers by observation: choice, number, text or order, each with a confidence.
Answers = dict[str, dict[str, object]]


class RefusedError(Exception):
    """The site did not take it."""


class Learner:
    """A student in one class, at one step at a time."""

    def __init__(self, visitor: Visitor, name: str) -> None:
        self.name = name
        self._visitor = visitor
        self._home = ""
        self._urls: dict[str, str] = {}
        self._files: dict[str, int] = {}

    def join(self, code: str) -> None:
        """Come into the class with its code."""
        self._visitor.get("/join/")
        answer = self._visitor.submit("/join/", code=code, name=self.name, password=PASSWORD)
        self._home = self._taken(answer).path

    def open(self, exercise: str, step: str) -> bool:
        """Go to a step; False when it is not open to students."""
        told = _PAGE.search(self._visitor.get(f"{self._home}{exercise}/{step}/").text)
        if told is None:
            return False
        page = json.loads(told["json"])
        self._urls = page["urls"]
        self._files = {file["path"]: file["revision"] for file in page["files"]}
        return True

    def predict(self, answers: Answers) -> None:
        """Commit to a prediction, or to beliefs."""
        self._send("POST", "prediction", answers=answers)

    def vote(self, answers: Answers) -> None:
        """Answer what the class is asked, by its form."""
        fields = {f"{key}-{name}": str(value) for key, answer in answers.items() for name, value in answer.items()}
        self._taken(self._visitor.submit(f"{self._home}vote/", **fields))

    def explain(self, choice: str, text: str) -> None:
        """Commit an explanation."""
        self._send("POST", "explanation", choice=choice, text=text)

    def write(self, path: str, content: str) -> None:
        """Save a file on top of what this page has seen of it."""
        body = {"path": path, "content": content, "base_revision": self._files[path]}
        self._files[path] = self._send("PUT", "draft", **body)["revision"]

    def run(self, files: dict[str, str], latency_ms: int = 0) -> list[dict[str, Any]]:
        """Run a step and return everything that its socket told, to the verdict: nobody has two runs at once."""
        run = self._send("POST", "runs", files=files, key=str(uuid.uuid4()), latency_ms=latency_ms)["run"]
        return list(self._visitor.listen(self._urls["socket"].replace("{id}", run["id"])))

    def _send(self, method: str, url: str, /, **body: object) -> Any:
        return self._taken(self._visitor.send(method, self._urls[url], **body)).json()

    def _taken(self, answer: Answer) -> Answer:
        if answer.status >= 400:
            raise RefusedError(f"{self.name}: {answer.path} answered {answer.status}: {answer.text[:300]}")
        return answer
