"""What a learner's page would send, in the words of the tests."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tutor.attempts.models import Attempt, Run

PASSWORD = "correct horse"
RIGHT = {"A": "prints", "B": "prints", "C": "raises"}
WRONG = {**RIGHT, "C": "prints"}


class Scene:
    """One learner at one exercise, with a browser."""

    def __init__(self, attempt: Attempt, client: Client) -> None:
        self.attempt = attempt
        self.client = client

    def url(self, step: str, what: str) -> str:
        return f"/attempts/{self.attempt.pk}/{step}/{what}/"

    def post(self, step: str, what: str, body: object) -> HttpResponse:
        return self.client.post(self.url(step, what), body, content_type="application/json")

    def predict(self, choices: dict[str, str] = WRONG, confidence: str = "sure") -> HttpResponse:
        answers = {key: {"choice": choice, "confidence": confidence} for key, choice in choices.items()}
        return self.post("predict", "prediction", {"answers": answers})

    def explain(self, choice: str = "never-loaded", text: str = "It was never loaded.") -> HttpResponse:
        return self.post("explain", "explanation", {"choice": choice, "text": text})

    def mark(self, lines: object) -> HttpResponse:
        return self.client.put(self.url("explain", "marks"), {"lines": lines}, content_type="application/json")

    def save(self, content: str, base: int, path: str = "main.py", **more: object) -> HttpResponse:
        body = {"path": path, "content": content, "base_revision": base, **more}
        return self.client.put(self.url("fix", "draft"), body, content_type="application/json")

    def ask(self, step: str = "fix", files: dict[str, str] | None = None, **more: Any) -> HttpResponse:
        body = {"files": files or {}, "key": str(uuid.uuid4()), **more}
        return self.post(step, "runs", body)

    def queued(self, step: str = "fix", **more: Any) -> Run:
        """Ask for a run and return its row."""
        answer = self.ask(step, **more)
        assert answer.status_code == 201, answer.content
        return Run.objects.get(pk=answer.json()["run"]["id"])
