"""`./classroom backup FILE`: everything that must survive, in one file."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tutor.embedded.backups import BackupError, back_up
from tutor.embedded.layout import Layout
from tutor.embedded.management.commands.up import add_data_argument
from tutor.embedded.privileges import become_ordinary_user


class Command(BaseCommand):
    """Back up one installation, whether or not it is being served."""

    help = "Write everything that must survive into one file."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what is backed up, and where to."""
        parser.add_argument("file", type=Path, metavar="FILE")
        add_data_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write beside the file's name first, so that what has the name is complete."""
        file: Path = options["file"]
        if file.exists():
            raise CommandError(f"{file} is there already; name another one.")
        part = file.with_name(f"{file.name}.part")
        try:
            # It holds the site's key and everybody's work: for nobody but whoever asked for it.
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise CommandError(f"{part} cannot be written: {error.strerror}.") from error
        # Where root asked, root's own process gives the file its name.
        child = os.fork()
        if child == 0:
            become_ordinary_user()
            os._exit(self._write(Layout(options["data"].resolve()), descriptor))
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0:
            part.unlink()
            raise SystemExit(1)
        part.rename(file)
        self.stdout.write(
            f"Wrote {file} ({file.stat().st_size / 1e6:.1f} MB). It holds passwords' hashes and the site's key."
        )

    def _write(self, layout: Layout, descriptor: int) -> int:
        try:
            with os.fdopen(descriptor, "wb") as target:
                back_up(layout, target)
        except (BackupError, OSError) as error:
            self.stderr.write(f"{error}")
            return 1
        return 0
