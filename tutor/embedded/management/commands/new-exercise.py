"""`./classroom new-exercise COURSE/ID`: an exercise that works, to be changed into another one."""

import re
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tutor.embedded.home import BASE

COURSES = BASE / "exercises"
TEMPLATE = COURSES / "template"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


class Command(BaseCommand):
    """Copy the template, under a name of its own."""

    help = "Make a new exercise that can be proven, as a start."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where and under which name."""
        parser.add_argument("address", metavar="COURSE/ID", help="such as async-sqlalchemy/1.5")
        parser.add_argument("--title", default="A new exercise")
        parser.add_argument("--courses", type=Path, default=COURSES)

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, fill in, and say what is left to do."""
        course, _, exercise_id = options["address"].partition("/")
        folder = options["courses"] / course
        if not _ID.fullmatch(exercise_id):
            raise CommandError("An exercise's id has letters, digits, dots and dashes: async-sqlalchemy/1.5")
        if not (folder / "course.toml").is_file():
            raise CommandError(f"There is no course in {folder}.")
        new = folder / "-".join([exercise_id, *re.findall(r"[a-z0-9]+", options["title"].lower())])
        if new.exists():
            raise CommandError(f"{new} is there already.")
        shutil.copytree(TEMPLATE, new)
        for path in (new / "exercise.toml", new / "design.md"):
            title = options["title"].replace("\\", "\\\\").replace('"', '\\"')
            path.write_text(path.read_text().replace('"ID"', f'"{exercise_id}"').replace("TITLE", title))
        self.stdout.write(f"Made {new}.")
        self.stdout.write(
            f'Add "{new.name}" to a chapter of {folder / "course.toml"}, then: ./classroom prove {exercise_id}'
        )
