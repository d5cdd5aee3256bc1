"""`manage.py demo`: students at work in the demonstration class; `up --demo` starts it beside the site."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tutor.embedded.demo import demonstration_class, live
from tutor.people.models import Role


class Command(BaseCommand):
    """Let the class's students work; where there have been some, nobody comes again."""

    help = "Let students work in a demonstration class."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where the site is served."""
        parser.add_argument("site", help="such as http://127.0.0.1:8000/")

    def handle(self, *args: Any, **options: Any) -> None:
        """Live until everybody has stopped."""
        classroom = demonstration_class()
        if not classroom.memberships.filter(role=Role.STUDENT).exists():
            live(options["site"], classroom)
