#!/usr/bin/env python3
"""Django's entry; `./classroom WORDS` and `python manage.py WORDS` are the same."""

import os
import sys

from tutor.configuration import SettingsError
from tutor.embedded.commands import READS_FIRST, Commands
from tutor.embedded.printing import INTERRUPTED, while_read
from tutor.embedded.privileges import become_ordinary_user


def main() -> None:
    """Run one command, as an ordinary user even when root asked for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutor.settings")
    words = sys.argv if len(sys.argv) > 1 else [*sys.argv, "help"]
    if words[1] not in READS_FIRST:
        become_ordinary_user()
    try:
        with while_read():
            Commands(words).execute()
            sys.stdout.flush()
    except SettingsError as error:
        raise SystemExit(f"classroom: {error}") from error
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None


if __name__ == "__main__":
    main()
