"""`./classroom grade EXERCISE/STEP`: judge files or answers as the site would."""

import asyncio
import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from pydantic import TypeAdapter, ValidationError

from exercises.format import Exercise
from exercises.reader import CourseError, load_course
from exercises.steps import RunnableStep, observations_of
from sandbox import SandboxError, open_sandbox
from sandbox.judge.rules import Answer
from sandbox.provision import provision
from tutor.attempts.bodies import FILES_BYTES
from tutor.attempts.execution import Result, execute
from tutor.attempts.predictions import fits
from tutor.embedded.home import BASE, SANDBOX
from tutor.embedded.management.commands.sandbox import read_program
from tutor.embedded.printing import while_read
from tutor.embedded.privileges import become_ordinary_user

COURSES, FIRST = BASE / "exercises", "async-sqlalchemy"
ANSWERS = TypeAdapter(dict[str, Answer])
Named = TypeVar("Named")


class Command(BaseCommand):
    """Judge a submission; what is missing from it is the starter's."""

    help = "Judge files or answers for one step as the site would."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the step and what is submitted for it."""
        parser.add_argument("step", metavar="EXERCISE/STEP")
        parser.add_argument("--course", default=FIRST, help="its id, or the folder it is in")
        parser.add_argument("--files", type=Path, metavar="DIR")
        parser.add_argument("--answers", type=Path, metavar="FILE.json")
        parser.add_argument("--json", action="store_true", help="events and result as JSON lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge and print; exit code 0 whatever the verdict."""
        exercise, step = find_step(options["course"], options["step"])
        files = self._files(options["files"], step) if options["files"] else {}
        answers = _answers(options["answers"], step)
        if not options["files"] and not options["answers"]:
            self.stderr.write("Neither --files nor --answers is given: the starter is judged.")
        become_ordinary_user()
        self._json, self._seq = options["json"], 0
        try:
            provision(SANDBOX, self.stderr.write)
            result = asyncio.run(self._grade(exercise, step, files, answers))
        except SandboxError as error:
            raise CommandError(f"The sandbox failed: {error}") from error
        self._print(result)

    def _files(self, folder: Path, step: RunnableStep) -> dict[str, str]:
        """Read the files that a learner may change, and say which others are not judged although they were changed."""
        editable = ", ".join(sorted(step.editable_paths)) or "there are none"
        given, starter = read_program(folder), {file.path: file.content for file in step.files}
        files = {path: content for path, content in given.items() if path in step.editable_paths}
        if not files:
            self.stderr.write(f"{folder} has none of the files to edit here: {editable}.")
        elif left := [path for path in given if path not in files and given[path] != starter.get(path)]:
            self.stderr.write(f"Not judged: {', '.join(left)}. The files to edit here: {editable}.")
        if sum(len(content.encode("utf-8", "surrogateescape")) for content in files.values()) > FILES_BYTES:
            raise CommandError(f"{folder}: the site takes {FILES_BYTES // 1024} KiB of code at most.")
        return files

    async def _grade(
        self, exercise: Exercise, step: RunnableStep, files: dict[str, str], answers: dict[str, Answer]
    ) -> Result:
        async with open_sandbox(SANDBOX) as sandbox:
            return await execute(exercise, step, files, answers, sandbox=sandbox, emit=self._show)

    async def _show(self, kind: str, fields: dict[str, Any]) -> None:
        if self._json:
            self._seq += 1
            with while_read():
                print(json.dumps({"seq": self._seq, "type": kind, **fields}), flush=True)

    def _print(self, result: Result) -> None:
        if self._json:
            told = asdict(result)
            del told["outcome"]
            print(json.dumps(told), flush=True)
            return
        for check in result.checks:
            self.stdout.write(f"{check['verdict']:7} {check['sentence']} {check['message']}")
        for seen in result.observations:
            self.stdout.write(f"{seen['id']}: {seen['actual_text']}")
        self.stdout.write(f"{result.verdict}: status {result.status}, {result.queries} queries")


def find_step(course: str, address: str) -> tuple[Exercise, RunnableStep]:
    """Return the runnable step that an address such as ``1.2/fix`` names."""
    exercise_id, _, step_id = address.partition("/")
    folder = COURSES / course if (COURSES / course).is_dir() else Path(course)
    try:
        found = load_course(folder)
    except CourseError as error:
        raise CommandError(str(error)) from error
    exercise = _named(exercise_id, {each.id: each for each in found.exercises}, f"{address}: there is no exercise")
    step = _named(step_id, {each.id: each for each in exercise.steps}, f"{address}: there is no step")
    if not isinstance(step, RunnableStep):
        raise CommandError(f"{address} is answered in words; people judge it, not this command.")
    return exercise, step


def _named(wanted: str, known: dict[str, Named], lacking: str) -> Named:
    """Return the one of this id, or say which ids there are."""
    if wanted not in known:
        raise CommandError(f"{lacking} `{wanted}`, only {', '.join(known)}.")
    return known[wanted]


def _answers(path: Path | None, step: RunnableStep) -> dict[str, Answer]:
    """Read ``{"A": {"choice": …, "confidence": …}}``, also under the key ``answers``; the answer alone will do."""
    if path is None:
        return {}
    asked = {each.id: each for each in observations_of(step)}
    try:
        given = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: these are not answers: {error}") from error
    given = given.get("answers", given) if isinstance(given, dict) else None
    if not isinstance(given, dict):
        raise CommandError(f'{path}: these are not answers: it takes an object, such as {{"A": "prints"}}.')
    if unknown := given.keys() - asked.keys():
        known = f"it asks for {', '.join(asked)}" if asked else "it asks for files, not for answers"
        raise CommandError(f"{path}: nothing is called {', '.join(sorted(unknown))} in this step; {known}.")
    try:
        answers = ANSWERS.validate_python(
            {key: each if isinstance(each, dict) else {asked[key].answer: each} for key, each in given.items()}
        )
    except ValidationError as error:
        fault = error.errors()[0]
        place, told = ", ".join(map(str, fault["loc"])), fault["msg"].removeprefix("Value error, ")
        raise CommandError(f"{path}: these are not answers: {place}: {told}.") from error
    for key, answer in answers.items():
        if answer.choice is not None and asked[key].choice(answer.choice) is None:
            known = ", ".join(choice.id for choice in asked[key].choices)
            raise CommandError(f"{path}: {key} has no choice `{answer.choice}`, only {known}.")
        if not fits(asked[key], answer):
            raise CommandError(f"{path}: this is no answer to {key}, which asks for its `{asked[key].answer}`.")
    return answers
