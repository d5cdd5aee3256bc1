"""`manage.py sweep`: keeps runs from being forgotten, for as long as it is left running."""

import logging
import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from tutor.attempts.clocks import SWEEP_EVERY
from tutor.attempts.sweeping import sweep

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Sweep every two seconds, or once."""

    help = "Queue runs again whose worker was lost, and end those that were lost twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--once``."""
        parser.add_argument("--once", action="store_true", help="sweep once and say how many runs there were")

    def handle(self, *, once: bool, **_: object) -> None:
        """Sweep; a database or a Redis that is away for a while is waited for."""
        if once:
            self.stdout.write(f"{sweep()} forgotten runs")
            return
        while True:
            try:
                sweep()
            except (DatabaseError, RedisError, OperationalError) as error:
                logger.warning("this sweep failed, the next one tries again: %s", error)
            close_old_connections()
            time.sleep(SWEEP_EVERY)
