"""`./classroom status`: what runs."""

import json
from argparse import ArgumentParser
from typing import Any

import redis
from django.core.management.base import BaseCommand

from tutor.attempts.heartbeats import Heartbeat, beating
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
        beats = _heartbeats(layout) if served else []
        told = {"services": states, "workers": [beat.model_dump() for beat in beats]}
        if options["json"]:
            self.stdout.write(json.dumps({"running": served, "url": running and running.url, **told}))
        else:
            self.stdout.write(f"Serving {running.url}" if running else f"Nothing runs on {layout.data}.")
            for name, state in states.items():
                self.stdout.write(f"  {name:10} {state}")
            for beat in beats:
                self.stdout.write(f"  {beat.worker} {beat.sentence}")
        if not served:
            raise SystemExit(3)


def _heartbeats(layout: Layout) -> list[Heartbeat]:
    try:
        with redis.Redis(unix_socket_path=str(layout.sockets / "valkey.sock")) as client:
            return beating(client)
    except redis.RedisError:
        return []
