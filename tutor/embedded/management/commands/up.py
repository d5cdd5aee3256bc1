"""`./classroom up`: the whole system on one machine."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import redis
from django.core.management.base import BaseCommand, CommandError

from sandbox import SandboxError
from sandbox.provision import provision
from tutor.attempts.heartbeats import beating
from tutor.embedded.assets import build_assets
from tutor.embedded.home import BASE, SANDBOX
from tutor.embedded.layout import Layout
from tutor.embedded.leftovers import sweep
from tutor.embedded.ports import NoPortError, claim_port
from tutor.embedded.running import Running, is_served, note, noted, take_lock
from tutor.embedded.services import configuration, demonstration, make_database, services
from tutor.embedded.supervision import Supervisor

ANYWHERE = "0.0.0.0"  # noqa: S104 - only when asked for with --host


class Command(BaseCommand):
    """Set everything up, serve, and stop all of it again."""

    help = "Set everything up and serve it on this machine."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where to serve, and from what."""
        add_data_argument(parser)
        parser.add_argument("--port", type=int, help="the port to serve on; without it a free one is found")
        parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets the classroom's other machines in")
        parser.add_argument("--demo", action="store_true", help="add a class with students at work, for looking around")
        parser.add_argument("--preview", action="store_true", help="for authors: pages reload when an exercise changes")
        parser.add_argument("--detach", action="store_true", help="return when ready; `./classroom down` stops it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop; returns at once when the data folder is served already."""
        signal.signal(signal.SIGTERM, _interrupt)
        signal.signal(signal.SIGHUP, _interrupt)
        self._layout = Layout(options["data"].resolve())
        _refuse_unservable(self._layout.data)
        try:
            if is_served(self._layout):
                self._say_what_runs()
                return
            # Whoever is refused a port finds all as it was.
            last = noted(self._layout)
            port, claim = claim_port(options["host"], options["port"], last.port if last else None)
            self._layout.make()
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be made: {error.strerror}.") from error
        except NoPortError as error:
            raise CommandError(str(error)) from error
        lock = take_lock(self._layout)
        if lock is None:
            self._say_what_runs()
            return
        try:
            self._serve([lock, claim.fileno()], port, options)
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
        except SandboxError as error:
            raise CommandError(str(error)) from error

    def _serve(self, held: list[int], port: int, options: dict[str, Any]) -> None:
        self._provision()
        if left := sweep(self._layout):
            self.stdout.write(f"Ended {left} processes that an earlier start left behind.")
        make_database(self._layout)
        environment = {
            **self._layout.environment(),
            "CLASSROOM_ALLOWED_HOSTS": json.dumps(_names(options["host"])),
            "CLASSROOM_PREVIEW": json.dumps(options["preview"]),
        }
        supervisor = Supervisor(self._layout)
        programs = services(self._layout, options["host"], port)
        if options["demo"]:
            programs.append(demonstration(f"http://127.0.0.1:{port}/"))
        process = supervisor.start(configuration(self._layout, programs), environment, held, options["detach"])
        try:
            self._bring_up(supervisor, environment, port, options["demo"])
            url = f"http://{_shown_host(options['host'])}:{port}/"
            note(self._layout, Running(url, port, process.pid))
            self.stdout.write(f"\nReady: {url}")
            if options["demo"]:
                supervisor.start_service("demo")
            self._say_how_to_stop(options["detach"])
            if not options["detach"]:
                process.wait()
                raise CommandError(f"The supervisor ended. Its log: {self._layout.logs / 'supervisor.log'}")
        except BaseException:
            _stop(supervisor, process)
            sweep(self._layout)
            raise

    def _provision(self) -> None:
        """Learners' environments and the browser's assets, side by side: one waits for pip, the other for npm."""
        with ThreadPoolExecutor() as pool:
            made = [pool.submit(provision, SANDBOX, self._say), pool.submit(build_assets, self._say)]
            for future in made:
                future.result()

    def _bring_up(self, supervisor: Supervisor, environment: dict[str, str], port: int, demo: bool) -> None:
        self._say("Starting the database")
        sockets = self._layout.sockets
        supervisor.wait_until(lambda: _answers(sockets / ".s.PGSQL.5432"), "postgres")
        supervisor.wait_until(lambda: _answers(sockets / "valkey.sock"), "valkey")
        self._say("Preparing the site")
        told = _prepare(environment, ["--demo"] if demo else [])
        for name in ("web", "worker", "sweeper"):
            supervisor.start_service(name)
        self._say("Starting the site and its worker")
        supervisor.wait_until(lambda: _is_healthy(port), "web")
        supervisor.wait_until(lambda: _has_worker(sockets), "worker")
        self._say_how_to_sign_in(told)

    def _say_how_to_sign_in(self, told: dict[str, Any]) -> None:
        self.stdout.write(f"\nStudents join with the code {told['join_code']}.")
        if code := told.get("demo_join_code"):
            self.stdout.write(
                f"The demonstration's class has the code {code}; its students come in once, and work for some minutes."
            )
        password = told["password"] or f"(in {self._layout.data / 'secrets' / told['username']})"
        self.stdout.write(f"Instructors sign in at /sign-in/ as {told['username']}, password {password}")

    def _say_how_to_stop(self, detached: bool) -> None:
        stop = f"`./classroom down --data {self._layout.data}` stops it." if detached else "Ctrl-C stops all of it."
        self.stdout.write(stop)
        self.stdout.flush()

    def _say_what_runs(self) -> None:
        running = noted(self._layout)
        where = running.url if running else "it is just starting"
        self.stdout.write(f"{self._layout.data} is being served already: {where}")

    def _say(self, text: str) -> None:
        self.stdout.write(f"· {text}")
        self.stdout.flush()


def add_data_argument(parser: ArgumentParser) -> None:
    """Declare --data, which names an installation."""
    parser.add_argument("--data", type=Path, default=BASE / "var", help="the folder that holds everything")


def _refuse_unservable(data: Path) -> None:
    """Supervisor reads these as its own signs, wherever they stand in a path."""
    if found := next((sign for sign in ("%", " #", " ;") if sign in str(data)), None):
        raise CommandError(f"The data folder's path may not contain `{found}`; choose another one with --data.")


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _stop(supervisor: Supervisor, process: "subprocess.Popen[bytes]") -> None:
    """End the services in good order. A second Ctrl-C does not shorten this: children would be left behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    supervisor.shut_down()
    with suppress(ProcessLookupError):
        process.terminate()
    process.wait()


def _prepare(environment: dict[str, str], words: list[str]) -> dict[str, Any]:
    command = [sys.executable, str(BASE / "manage.py"), "prepare", *words]
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CommandError(f"The site could not be prepared:\n{done.stderr.strip()[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(path))
        except OSError:
            return False
    return True


def _is_healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _has_worker(sockets: Path) -> bool:
    """A worker beats in Redis as soon as its sandbox is open."""
    with redis.Redis(unix_socket_path=str(sockets / "valkey.sock")) as client:
        return bool(beating(client))


def _names(host: str) -> list[str]:
    """Return the names under which browsers may reach the site."""
    names = {"localhost", "127.0.0.1", host}
    if host == ANYWHERE:
        addresses = (address for addresses in psutil.net_if_addrs().values() for address in addresses)
        names |= {address.address for address in addresses if address.family == socket.AF_INET}
        names |= {socket.gethostname(), socket.getfqdn(), f"{socket.gethostname()}.local"}
    return sorted(names - {ANYWHERE})


def _shown_host(host: str) -> str:
    return socket.gethostname() if host == ANYWHERE else host
