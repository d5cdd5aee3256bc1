"""Which commands `./classroom` has, and what it tells of them."""

import os
import secrets

from django.core.management import ManagementUtility, get_commands, load_command_class
from django.core.management.base import BaseCommand

from tutor.configuration import read_configuration

# These open files that the caller named before they give root up by themselves.
READS_FIRST = {"grade", "sandbox", "backup", "restore"}
# These answer no request by themselves: a key that lives as long as the command will do.
LOCAL = READS_FIRST | {"up", "down", "status", "test", "bench", "doctor", "prove", "new-exercise", "translations"}
KEY = "CLASSROOM_SECRET_KEY"


class Commands(ManagementUtility):
    """Django's way from words to a command; what it lists is ours."""

    def __init__(self, argv: list[str]) -> None:
        super().__init__(argv)
        # The names of all commands are known only when the settings are in order.
        self._lacks_key = KEY not in os.environ
        os.environ.setdefault(KEY, secrets.token_urlsafe(48))

    def main_help_text(self, commands_only: bool = False) -> str:
        """Return a line for each of our commands; names alone are Django's answer."""
        if commands_only:
            return super().main_help_text(commands_only=True)
        return f"{_listing()}\n\n`./classroom COMMAND --help` says more; `help --commands` names Django's too."

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """Find a command; whoever answers requests has to be given a key."""
        if self.settings_exception is None and subcommand not in get_commands():
            raise SystemExit(f"classroom: there is no command `{subcommand}`. {_listing()}")
        if self._lacks_key and subcommand not in LOCAL:
            del os.environ[KEY]
            read_configuration()
        return super().fetch_command(subcommand)


def _listing() -> str:
    width = max(map(len, LOCAL))
    lines = (f"  {name:{width}}  {load_command_class('tutor.embedded', name).help}" for name in sorted(LOCAL))
    return "\n".join(("The commands are:", *lines))
