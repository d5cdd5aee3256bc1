"""`./classroom down`: stop what `up` started."""

import fcntl
import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tutor.embedded.layout import Layout
from tutor.embedded.leftovers import sweep
from tutor.embedded.management.commands.up import add_data_argument
from tutor.embedded.running import is_served
from tutor.embedded.supervision import Supervisor


class Command(BaseCommand):
    """Stop every service of a data folder and wait until the last one has ended."""

    help = "Stop what `up` started."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare which installation."""
        add_data_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Stop and wait."""
        layout = Layout(options["data"].resolve())
        if not is_served(layout):
            self.stdout.write(f"Nothing runs on {layout.data}.")
            return
        Supervisor(layout).shut_down()
        descriptor = os.open(layout.lock, os.O_RDWR)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        sweep(layout)
        self.stdout.write("Stopped.")
