"""A class with students at work, for looking around: they use the site as people do, and their runs are real."""

import random
import time
from collections.abc import Iterator

from exercises.steps import BeliefStep, CodeStep, ContrastStep, ExplainStep, PredictStep, Step
from sandbox.judge.rules import Observation
from tutor.catalog.courses import course
from tutor.embedded.learner import Learner, RefusedError
from tutor.embedded.visitor import Visitor
from tutor.people.models import Classroom, Membership, Role, User
from tutor.people.names import name_key
from tutor.people.setup import INSTRUCTOR

NAMES = (
    "Ada", "Ben", "Chloé", "Deniz", "Emeka", "Farah", "Goran", "Hana", "Ines", "Jun", "Kofi", "Lena",
)  # fmt: skip
CLASS = "Demonstration"
CONFIDENCES = ("guess", "think", "sure")
# Between two things that anybody in the class does; a beamer should show life, and no machine be kept busy.
PAUSE_SECONDS = (0.2, 1.2)
# How often somebody stops after a step: some are far ahead at the end, some have hardly begun.
STOPS = 0.06


def demonstration_class() -> Classroom:
    """Return the class for looking around, with the first instructor in it; calling it again changes nothing."""
    teacher = User.objects.get(username=INSTRUCTOR)
    course_id = Classroom.objects.filter(memberships__user=teacher).earliest("pk").course_id
    classroom, is_new = Classroom.objects.get_or_create(name=CLASS, defaults={"course_id": course_id})
    if is_new:
        Membership.objects.create(
            user=teacher, classroom=classroom, role=Role.INSTRUCTOR, name_key=name_key(str(teacher))
        )
    return classroom


def live(site: str, classroom: Classroom, pause: tuple[float, float] = PAUSE_SECONDS) -> None:
    """Let the students come in and work, in turns, until each has stopped."""
    chance = random.Random(classroom.join_code)  # noqa: S311 - who does what is nobody's secret
    lives = [_life(Learner(Visitor(site), name), classroom, random.Random(name)) for name in NAMES]  # noqa: S311
    while lives:
        life = chance.choice(lives)
        if next(life, None) is None:
            lives.remove(life)
        time.sleep(chance.uniform(*pause))


def _life(learner: Learner, classroom: Classroom, chance: random.Random) -> Iterator[str]:
    """Yield what a student has just done."""
    learner.join(classroom.join_code)
    yield "joined"
    for exercise in course(classroom.course_id).exercises:
        for step in exercise.steps:
            if not learner.open(exercise.id, step.id):
                continue
            yield "opened"
            try:
                yield from _Student(learner, chance).take(step)
            except RefusedError:
                # Somebody looks around, and put this step to a vote, or closed it.
                yield "refused"
            if chance.random() < STOPS:
                return


class _Student:
    def __init__(self, learner: Learner, chance: random.Random) -> None:
        self._learner, self._chance = learner, chance

    def take(self, step: Step) -> Iterator[str]:
        """Do what a step asks for, not always rightly."""
        match step:
            case BeliefStep():
                self._learner.predict({each.id: self._sure(self._belief()) for each in step.statements})
                yield "believed"
            case ExplainStep():
                yield from self._explain(step)
            case PredictStep() | ContrastStep():
                if step.observations:
                    self._learner.predict({each.id: self._answer(each) for each in step.observations})
                    yield "predicted"
                self._learner.run({}, step.latency_ms)
            case CodeStep():
                yield from self._solve(step)

    def _explain(self, step: ExplainStep) -> Iterator[str]:
        choice = self._chance.choice(step.choices) if step.choices else None
        words = choice.text if choice else self._chance.choice(step.rubric)
        self._learner.explain(choice.id if choice else "", f"I would say: {words}")
        yield "explained"

    def _solve(self, step: CodeStep) -> Iterator[str]:
        starter = {file.path: file.content for file in step.files if file.editable}
        for path, content in starter.items():
            self._learner.write(path, f"{content}\n# What is missing here?\n")
        yield "typed"
        self._learner.run(starter, step.latency_ms)
        yield "tried"
        if self._chance.random() < 0.7:
            self._learner.run(dict(step.solution), step.latency_ms)
            yield "solved"

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
