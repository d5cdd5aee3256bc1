"""`./classroom sandbox run PROGRAM`: any program in the sandbox, with a leased database."""

import asyncio
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from pydantic import ValidationError

from sandbox import Job, Limits, Outcome, SandboxError, SeedError, open_sandbox
from sandbox.provision import environment_names, provision
from tutor.embedded.home import SANDBOX
from tutor.embedded.printing import while_read
from tutor.embedded.privileges import become_ordinary_user

# A folder holds a program, not an archive.
MOST_FILES = 200
LARGEST_FILE = 1024 * 1024
# Once around the world is a third of this.
LONGEST_LATENCY_MS = 1000


class Command(BaseCommand):
    """Run one file, or a folder with a main.py, and show what happens as it happens."""

    help = "Run a program in the sandbox with a database of its own."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare `run` and its options."""
        run = parser.add_subparsers(dest="action", required=True).add_parser("run")
        run.add_argument("program", type=Path, metavar="FILE_OR_FOLDER")
        run.add_argument("--seed", type=Path, metavar="FILE.sql", help="what the database begins with")
        run.add_argument("--limit", action="append", default=[], metavar="NAME=N", help="for example seconds=3")
        run.add_argument("--environment", default="current", choices=environment_names())
        run.add_argument("--latency", type=int, default=0, metavar="MS", help="added to each database round trip")
        run.add_argument("--json", action="store_true", help="events and outcome as JSON lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run and print; exit code 0 whenever the sandbox itself worked."""
        try:
            job = Job(
                files=_startable(options["program"]),
                environment=options["environment"],
                seed=_seed(options["seed"]) if options["seed"] else "",
                limits=_limits(options["limit"]),
                latency_ms=_latency(options["latency"]),
            )
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        become_ordinary_user()
        self._json = options["json"]
        try:
            provision(SANDBOX, self.stderr.write)
            outcome = asyncio.run(self._run(job))
        except SeedError as error:
            raise CommandError(f"{options['seed']}: {error}.") from error
        except SandboxError as error:
            raise CommandError(f"The sandbox failed: {error}") from error
        self._print_outcome(outcome)

    async def _run(self, job: Job) -> Outcome:
        async with open_sandbox(SANDBOX) as sandbox:
            return await sandbox.run(job, self._show)

    def _show(self, kind: str, fields: dict[str, Any]) -> None:
        with while_read():
            self._print(kind, fields)

    def _print(self, kind: str, fields: dict[str, Any]) -> None:
        if self._json:
            self._seq = getattr(self, "_seq", 0) + 1
            print(json.dumps({"seq": self._seq, "type": kind, **fields}), flush=True)
        elif kind in ("stdout", "stderr"):
            stream = self.stdout if kind == "stdout" else self.stderr
            stream.write(fields["text"], ending="")
            stream.flush()
        elif kind == "query" and not fields["driver"]:
            self.stderr.write(f"-- {fields['sql']}")

    def _print_outcome(self, outcome: Outcome) -> None:
        if self._json:
            print(json.dumps({"outcome": outcome.as_json()}), flush=True)
        else:
            self.stderr.write(f"{outcome.message} {outcome.duration_ms:.0f} ms, {outcome.queries} queries.")


def _startable(path: Path) -> dict[str, str]:
    files = read_program(path)
    if "main.py" not in files:
        raise CommandError(f"{path} has no main.py, which is what would be started.")
    return files


def _seed(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not UTF-8 from byte {error.start + 1} on; save it as that.") from error


def _latency(milliseconds: int) -> int:
    if not 0 <= milliseconds <= LONGEST_LATENCY_MS:
        raise CommandError(f"--latency takes 0 to {LONGEST_LATENCY_MS} ms.")
    return milliseconds


def read_program(path: Path) -> dict[str, str]:
    """Return a program's files by their path: one file becomes main.py, a folder keeps its names."""
    if path.is_file():
        return {"main.py": _read(path)}
    if not path.is_dir():
        raise CommandError(f"{path}: there is no such file or folder.")
    found = [file for file in sorted(path.rglob("*")) if file.is_file() and "__pycache__" not in file.parts]
    if len(found) > MOST_FILES:
        raise CommandError(f"{path} holds {len(found)} files; a program has at most {MOST_FILES}.")
    return {str(file.relative_to(path)): _read(file) for file in found}


def _read(file: Path) -> str:
    if file.stat().st_size > LARGEST_FILE:
        raise CommandError(f"{file} is larger than {LARGEST_FILE // 1024} KiB.")
    return file.read_bytes().decode("utf-8", "surrogateescape")


def _limits(assignments: list[str]) -> Limits:
    names = ", ".join(Limits.model_fields)
    try:
        return Limits.model_validate(dict(assignment.split("=", 1) for assignment in assignments))
    except ValidationError as error:
        first = error.errors()[0]
        told = f"there is no such limit, only {names}." if first["type"] == "extra_forbidden" else first["msg"]
        raise CommandError(f"--limit {first['loc'][0]}: {told}") from error
    except ValueError as error:
        raise CommandError(f"--limit takes NAME=N; the names are {names}.") from error
