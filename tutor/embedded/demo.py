"""A class with students at work, for looking around: they use the site as people do, and their runs are real."""

import json
import random
import re
import time
import uuid
from collections.abc import Iterator

from django.test import Client

from exercises.format import Exercise
from exercises.steps import BeliefStep, CodeStep, ContrastStep, ExplainStep, PredictStep, RunnableStep, Step
from sandbox.judge.rules import Observation
from tutor.catalog.courses import course
from tutor.people.models import Classroom

NAMES = (
    "Ada", "Ben", "Chloé", "Deniz", "Emeka", "Farah", "Goran", "Hana", "Ines", "Jun", "Kofi", "Lena",
)  # fmt: skip
PASSWORD = "only for looking around"  # noqa: S105 - of people who do not exist
CONFIDENCES = ("guess", "think", "sure")
# Between two things that anybody in the class does; a beamer should show life, and no machine be kept busy.
PAUSE_SECONDS = (0.2, 1.2)
# How often somebody stops after a step: some are far ahead at the end, some have hardly begun.
STOPS = 0.06
RUN_SECONDS = 60.0
LOOK_SECONDS = 0.5
# What a page tells its script.
_PAGE = re.compile(r'<script id="page" type="application/json">(?P<json>.*?)</script>', re.DOTALL)


def live(classroom: Classroom, pause: tuple[float, float] = PAUSE_SECONDS) -> None:
    """Let the students come in and work, in turns, until each has stopped."""
    chance = random.Random(classroom.join_code)  # noqa: S311 - who does what is nobody's secret
    lives = [_life(classroom, name, random.Random(name)) for name in NAMES]  # noqa: S311
    while lives:
        life = chance.choice(lives)
        if next(life, None) is None:
            lives.remove(life)
        time.sleep(chance.uniform(*pause))


def _life(classroom: Classroom, name: str, chance: random.Random) -> Iterator[str]:
    """Yield what a student has just done."""
    client = Client(SERVER_NAME="localhost")
    client.post("/join/", {"code": classroom.join_code, "name": name, "password": PASSWORD})
    yield "joined"
    for exercise in course(classroom.course_id).exercises:
        for step in exercise.steps:
            yield from _Student(client, classroom, chance).take(exercise, step)
            if chance.random() < STOPS:
                return


class _Student:
    def __init__(self, client: Client, classroom: Classroom, chance: random.Random) -> None:
        self._client, self._classroom, self._chance = client, classroom, chance

    def take(self, exercise: Exercise, step: Step) -> Iterator[str]:
        """Do what a step asks for, not always rightly."""
        page = self._client.get(f"/classes/{self._classroom.pk}/{exercise.id}/{step.id}/")
        told = _PAGE.search(page.text)
        if told is None:
            return  # not open to students
        yield "opened"
        self._urls: dict[str, str] = json.loads(told["json"])["urls"]
        match step:
            case BeliefStep():
                self._post("prediction", answers={each.id: self._sure(self._belief()) for each in step.statements})
            case ExplainStep():
                yield from self._explain(step)
            case PredictStep() | ContrastStep():
                if step.observations:
                    self._post("prediction", answers={each.id: self._answer(each) for each in step.observations})
                    yield "predicted"
                self._run(step, {})
            case CodeStep():
                yield from self._solve(step)

    def _explain(self, step: ExplainStep) -> Iterator[str]:
        choice = self._chance.choice(step.choices) if step.choices else None
        words = choice.text if choice else self._chance.choice(step.rubric)
        self._post("explanation", choice=choice.id if choice else "", text=f"I would say: {words}")
        yield "explained"

    def _solve(self, step: CodeStep) -> Iterator[str]:
        starter = {file.path: file.content for file in step.files if file.editable}
        for path, content in starter.items():
            body = {"path": path, "content": f"{content}\n# What is missing here?\n", "base_revision": 0}
            self._client.put(self._urls["draft"], body, content_type="application/json")
        yield "typed"
        self._run(step, starter)
        yield "tried"
        if self._chance.random() < 0.7:
            self._run(step, dict(step.solution))
            yield "solved"

    def _run(self, step: RunnableStep, files: dict[str, str]) -> None:
        """Ask for a run and wait for its end: nobody has two at once."""
        answer = self._post("runs", files=files, key=str(uuid.uuid4()), latency_ms=step.latency_ms)
        if "run" not in answer:
            return
        url = self._urls["run"].replace("{id}", str(answer["run"]["id"]))
        deadline = time.monotonic() + RUN_SECONDS
        while time.monotonic() < deadline:
            if self._client.get(url).json()["run"]["state"] not in ("queued", "running"):
                return
            time.sleep(LOOK_SECONDS)

    def _answer(self, observation: Observation) -> dict[str, object]:
        match observation.answer:
            case "choice":
                return self._sure({"choice": self._chance.choice(observation.choices).id})
            case "number":
                return self._sure({"number": self._chance.randint(0, 6)})
            case "text":
                return self._sure({"text": "an error"})
        events = [event.id for event in observation.order]
        return self._sure({"order": self._chance.sample(events, len(events))})

    def _belief(self) -> dict[str, object]:
        return {"choice": self._chance.choice(("agree", "disagree"))}

    def _sure(self, answer: dict[str, object]) -> dict[str, object]:
        return {**answer, "confidence": self._chance.choice(CONFIDENCES)}

    def _post(self, url: str, **body: object) -> dict[str, dict[str, object]]:
        answer: dict[str, dict[str, object]] = self._client.post(
            self._urls[url], body, content_type="application/json"
        ).json()
        return answer
