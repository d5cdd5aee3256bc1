"""`./classroom bench`: how fast the sandbox is, as ratios to the plain ways of running the same program."""

import asyncio
import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exercises.reader import load_course
from exercises.steps import RunnableStep
from sandbox import Job, SandboxError
from sandbox.bench.contest import Ratio, Times, contest
from sandbox.provision import provision
from tutor.attempts.execution.values import fixed
from tutor.embedded.home import BASE, SANDBOX


class Command(BaseCommand):
    """Run exercise 1.2's solution every way and print times and ratios; the machine should be idle."""

    help = "Measure the sandbox against the plain ways of running the same program."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare how to print."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print."""
        try:
            provision(SANDBOX, self.stderr.write)
            times, ratios = asyncio.run(contest(SANDBOX, _job(), self.stderr.write))
        except SandboxError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            told = {"times": [_told(each) for each in times], "ratios": [asdict(each) for each in ratios]}
            self.stdout.write(json.dumps(told))
        else:
            self._print(times, ratios)

    def _print(self, times: list[Times], ratios: list[Ratio]) -> None:
        for each in times:
            self.stdout.write(f"{each.name:16} median {each.median:8.1f} ms   p95 {each.p95:8.1f} ms")
        for ratio in ratios:
            sign, word = ("≥" if ratio.at_least else "≤"), ("met" if ratio.met else "MISSED")
            self.stdout.write(f"{ratio.name:52} {ratio.value:6.2f}   goal {sign} {ratio.goal:g}   {word}")


def _job() -> Job:
    exercise = load_course(BASE / "exercises" / "async-sqlalchemy").exercise("1.2")
    step = exercise.step("fix")
    assert isinstance(step, RunnableStep)
    files = {file.path: file.content for file in step.files}
    files["main.py"] = (exercise.folder / "solution" / "main.py").read_text()
    return Job(files, seed=exercise.schema_sql + exercise.seed, values=fixed(exercise))


def _told(times: Times) -> dict[str, object]:
    return {"name": times.name, "median_ms": times.median, "p95_ms": times.p95}
