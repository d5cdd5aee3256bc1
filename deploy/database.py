"""The site's PostgreSQL in a container of its own: its data folder is made once, then this process becomes the server.

`python -m deploy.database`, with the password that others need in ``POSTGRES_PASSWORD``.
"""

import os
from pathlib import Path

from sandbox.postgres import POSTGRES, make_cluster, run

DATA = Path("/data/postgres")
SOCKETS = "/tmp"  # noqa: S108 - the container's own; who is inside of it needs no password
NAME = "classroom"
ACCESS = f"host {NAME} {NAME} all scram-sha-256\n"
SETTINGS = {
    "listen_addresses": "*",
    "unix_socket_directories": SOCKETS,
    # Web, sweeper and some ten workers with a connection for each thread.
    "max_connections": "200",
    "shared_buffers": "128MB",
}


def main() -> None:
    """Make what is missing, set the password, serve."""
    if not DATA.exists():
        make_cluster(DATA, NAME, setup=f"CREATE DATABASE {NAME}\n", files={"pg_hba.conf": ACCESS})
    # At every start, so that a new password in the settings is a new password.
    password = os.environ.pop("POSTGRES_PASSWORD").replace("'", "''")
    run("postgres", "--single", "-D", str(DATA), "postgres", typed=f"ALTER ROLE {NAME} PASSWORD '{password}'\n")
    postgres = str(POSTGRES / "bin" / "postgres")
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    os.execv(postgres, [postgres, "-D", str(DATA), *settings])  # noqa: S606


if __name__ == "__main__":
    main()
