"""`./classroom status`: what runs."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tutor.embedded.layout import Layout
from tutor.embedded.management.commands.up import add_data_argument
from tutor.embedded.running import is_served, noted
from tutor.embedded.supervision import Supervisor


class Command(BaseCommand):
    """Say where an installation answers and how each of its services is."""

    help = "Say what runs."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare which installation, and how to print."""
        add_data_argument(parser)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each service; exit code 3 when nothing runs, as service managers do."""
        layout = Layout(options["data"].resolve())
        served = is_served(layout)
        running = noted(layout) if served else None
        services = Supervisor(layout).services() if served else []
        states = {service["name"]: service["statename"].lower() for service in services}
        if options["json"]:
            self.stdout.write(json.dumps({"running": served, "url": running and running.url, "services": states}))
        else:
            self.stdout.write(f"Serving {running.url}" if running else f"Nothing runs on {layout.data}.")
            for name, state in states.items():
                self.stdout.write(f"  {name:10} {state}")
        if not served:
            raise SystemExit(3)
