#!/usr/bin/env python3
"""Django's entry; `./classroom WORDS` and `python manage.py WORDS` are the same."""

import os
import secrets
import sys

from django.core.management import execute_from_command_line

from tutor.configuration import SettingsError
from tutor.embedded.privileges import become_ordinary_user

# These open files that the caller named before they give root up by themselves.
READS_FIRST = {"grade", "sandbox", "backup", "restore"}
# These answer no request by themselves: a key that lives as long as the command will do.
LOCAL = READS_FIRST | {"up", "down", "status", "test", "bench", "doctor", "prove", "new-exercise", "translations"}


def main() -> None:
    """Run one command, as an ordinary user even when root asked for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutor.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in LOCAL:
        os.environ.setdefault("CLASSROOM_SECRET_KEY", secrets.token_urlsafe(48))
    if command not in READS_FIRST:
        become_ordinary_user()
    try:
        execute_from_command_line(sys.argv)
    except SettingsError as error:
        raise SystemExit(f"classroom: {error}") from error


if __name__ == "__main__":
    main()
