"""`./classroom prove`: run everything that the courses claim."""

import asyncio
import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exercises.format import Exercise
from exercises.reader import CourseError, load_course
from sandbox import SandboxError, open_sandbox
from sandbox.provision import NEWEST, environment_folder, provision, provision_newest
from sandbox.versions import installed_versions, postgres_version
from tutor.embedded.home import BASE, SANDBOX
from tutor.proof.player import DEFAULT, Player
from tutor.proof.theorem import Theorem
from tutor.proof.theorems import theorems

SHOWN_PACKAGES = ("sqlalchemy", "fastapi", "asyncpg", "pydantic")


class Command(BaseCommand):
    """Prove exercises; the exit code is 1 when something does not hold."""

    help = "Run everything that the courses claim: starters, solutions, mutants, golden submissions, texts."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare which exercises, and against what."""
        parser.add_argument("exercises", nargs="*", metavar="EXERCISE", help="1.2, or COURSE/1.2; without any, all")
        parser.add_argument("--courses", type=Path, default=BASE / "exercises")
        parser.add_argument("--newest", action="store_true", help="against today's newest releases: what would change")
        parser.add_argument("--json", action="store_true", help="one line of JSON for each claim")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prove and print."""
        self._json = options["json"]
        try:
            exercises = _exercises(options["courses"], options["exercises"])
            wanted = [theorem for exercise in exercises for theorem in theorems(exercise)]
            provision(SANDBOX, self.stderr.write)
            environment = None
            if options["newest"]:
                provision_newest(SANDBOX, self.stderr.write)
                environment = NEWEST
            failed = asyncio.run(self._prove(wanted, environment))
        except (CourseError, SandboxError) as error:
            raise CommandError(str(error)) from error
        if failed and not options["newest"]:
            raise SystemExit(1)

    async def _prove(self, wanted: list[Theorem], environment: str | None) -> int:
        began, done, failed = time.monotonic(), 0, 0
        async with open_sandbox(SANDBOX) as sandbox:
            player = Player(sandbox, environment)
            for check in asyncio.as_completed([_checked(theorem, player) for theorem in wanted]):
                theorem, problem = await check
                done += 1
                failed += bool(problem)
                self._tell(theorem, problem, f"{done}/{len(wanted)}")
        self._conclude(len(wanted), failed, time.monotonic() - began, environment)
        return failed

    def _tell(self, theorem: Theorem, problem: str, progress: str) -> None:
        if self._json:
            told = {"exercise": theorem.exercise.id, "claim": theorem.sentence, "holds": not problem}
            self.stdout.write(json.dumps({**told, "problem": problem}))
        elif problem:
            self.stdout.write(f"{progress}  ✗ {theorem.title}\n      {problem}")
        else:
            self.stdout.write(f"{progress}  ✓ {theorem.title}")
        self.stdout.flush()

    def _conclude(self, total: int, failed: int, seconds: float, environment: str | None) -> None:
        installed = installed_versions(environment_folder(SANDBOX, environment or DEFAULT))
        versions = {name: installed[name] for name in SHOWN_PACKAGES if name in installed}
        versions["postgresql"] = postgres_version()
        if self._json:
            told = {"claims": total, "failed": failed, "seconds": round(seconds, 1), "versions": versions}
            self.stdout.write(json.dumps(told))
            return
        shown = ", ".join(f"{name} {version}" for name, version in versions.items())
        self.stdout.write(f"{total - failed} of {total} claims hold ({seconds:.0f} s; {shown})")


async def _checked(theorem: Theorem, player: Player) -> tuple[Theorem, str]:
    try:
        return theorem, await theorem.check(player)
    except SandboxError as error:
        return theorem, f"our own fault: {error}"


def _exercises(courses: Path, names: list[str]) -> list[Exercise]:
    """Return the exercises with these names, ``3`` or ``plain-asyncpg/3``; without names, all."""
    found = [load_course(path.parent) for path in sorted(courses.glob("*/course.toml"))]
    named = [
        (exercise, {exercise.id, f"{course.id}/{exercise.id}"}) for course in found for exercise in course.exercises
    ]
    if unknown := set(names).difference(*(own for _, own in named)):
        raise CommandError(f"There is no exercise {', '.join(sorted(unknown))}.")
    return [exercise for exercise, own in named if not names or own & set(names)]
