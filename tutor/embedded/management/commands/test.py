"""`./classroom test`: everything that is checked about this repository, from nothing, on real parts."""

import os
import subprocess
import sys
import time
from argparse import REMAINDER, ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sandbox.provision import provision
from tutor.embedded.assets import NODE, build_assets, npm
from tutor.embedded.browser import provide_chromium
from tutor.embedded.home import BASE, CACHE, SANDBOX

PYTHON = [sys.executable, "-m"]


def _quietly(*command: str) -> Callable[[], None]:
    """What a check prints is of interest when it fails."""

    def call() -> None:
        done = subprocess.run(command, cwd=BASE, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise CommandError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")

    return call


# What is checked before anything runs: name and action.
CHECKS: list[tuple[str, Callable[[], None]]] = [
    ("ruff check", _quietly(*PYTHON, "ruff", "check", "--quiet", ".")),
    ("ruff format", _quietly(*PYTHON, "ruff", "format", "--quiet", "--check", ".")),
    ("mypy --strict", _quietly(*PYTHON, "mypy", "--no-error-summary")),
    ("import-linter", _quietly(str(BASE / ".venv" / "bin" / "lint-imports"), "--no-cache")),
    ("djlint", _quietly(*PYTHON, "djlint", "--quiet", "--lint", "templates")),
    ("tsc --checkJs", lambda: npm("run", "--silent", "check")),
    ("node --test", lambda: npm("run", "--silent", "test")),
    ("prove", _quietly(sys.executable, "manage.py", "prove")),
]


class Command(BaseCommand):
    """Run all checks and tests; words after `test` go to pytest, which then runs alone."""

    help = "Run all checks and tests."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what is passed on to pytest."""
        parser.add_argument("pytest", nargs=REMAINDER)

    def run_from_argv(self, argv: list[str]) -> None:
        """Pass options such as `-k` on as they are."""
        super().run_from_argv([*argv[:2], "--", *argv[2:]])

    def handle(self, *args: Any, **options: Any) -> None:
        """Provision, check, test; the exit code is the first failure's."""
        selection = [word for word in options["pytest"] if word != "--"]
        os.chdir(BASE)
        provision(SANDBOX, self._say)
        build_assets(self._say)
        os.environ["CLASSROOM_CHROMIUM"] = provide_chromium(self._say)
        # Playwright's own Node needs a library that a bare system lacks.
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = NODE
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(CACHE / "hypothesis")
        if not selection:
            for name, check in CHECKS:
                self._timed(name, check)
        self._timed("pytest", lambda: _pytest(selection))

    def _timed(self, name: str, check: Callable[[], None]) -> None:
        began = time.monotonic()
        check()
        self._say(f"{name}: passed in {time.monotonic() - began:.1f} s")

    def _say(self, text: str) -> None:
        self.stdout.write(f"· {text}")
        self.stdout.flush()


def _pytest(selection: list[str]) -> None:
    done = subprocess.run([*PYTHON, "pytest", "-p", "tests.environment", *selection], cwd=BASE, check=False)
    if done.returncode != 0:
        raise SystemExit(done.returncode)
