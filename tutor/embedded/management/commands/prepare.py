"""`manage.py prepare`: bring the database and the static files up to this version; says how to sign in."""

import json
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from tutor.embedded.demo import demonstration_class
from tutor.embedded.layout import write_secret
from tutor.people.setup import create_first_class

FIRST_COURSE = "async-sqlalchemy"


class Command(BaseCommand):
    """Migrate, collect static files, and make the first instructor and class; running it again changes nothing."""

    help = "Bring database and static files up to this version."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --demo."""
        parser.add_argument("--demo", action="store_true", help="make the demonstration's class too, and tell its code")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare and print one JSON line: username, password (only the first time) and join code."""
        quiet = StringIO()
        call_command("migrate", interactive=False, verbosity=0, stdout=quiet)
        call_command("collectstatic", interactive=False, verbosity=0, clear=True, stdout=quiet)
        first = create_first_class(FIRST_COURSE)
        if first.password:
            secrets = settings.DATA / "secrets"
            secrets.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_secret(secrets / first.username, first.password)
        demo = {"demo_join_code": demonstration_class().join_code} if options["demo"] else {}
        self.stdout.write(json.dumps(first._asdict() | demo))
