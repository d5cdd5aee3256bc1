"""`./classroom restore FILE`: bring a backup back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tutor.embedded.backups import BackupError, restore
from tutor.embedded.layout import Layout
from tutor.embedded.management.commands.up import add_data_argument
from tutor.embedded.privileges import become_ordinary_user


class Command(BaseCommand):
    """Restore one installation that is not being served."""

    help = "Bring a backup back."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what is brought back, and where to."""
        parser.add_argument("file", type=Path, metavar="FILE")
        add_data_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, and say where the old database went."""
        layout = Layout(options["data"].resolve())
        try:
            with options["file"].open("rb") as source:
                become_ordinary_user()
                aside = restore(layout, source)
        except OSError as error:
            raise CommandError(f"{error.filename or options['file']}: {error.strerror}.") from error
        except BackupError as error:
            raise CommandError(str(error)) from error
        if aside:
            self.stdout.write(
                f"The database that was there before lies in {aside}; delete it when you need it no more."
            )
        self.stdout.write("Restored. `./classroom up` serves it.")
