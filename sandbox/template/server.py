"""The role ``server``: each cell is one PostgreSQL server, lent to one run and thrown away with it."""

import os
import resource
import signal
import socket
import time
from pathlib import Path

from sandbox.template import channel, kernel, landlock, seccomp
from sandbox.template.cell import Role, end_everything, start_untrusted

BINARIES = "/opt/postgres"
TEMPLATE = "/opt/pgdata"
LEASE = Path("/lease")
DATA = LEASE / "data"
SOCKETS = LEASE / "sockets"
SOCKET = str(SOCKETS / ".s.PGSQL.5432")
# tmpfs for all that a learner's statements write, with the server's own 28 MB template beneath it.
SIZE = "160m"
# Each of the server's processes: private memory, so that one statement cannot take the machine's; no core files.
LIMITS = {"DATA": 512 * 1024 * 1024, "CORE": 1, "NPROC": 256, "MEMLOCK": 0, "MSGQUEUE": 0}
RIGHTS = {
    "/": landlock.READ,
    **dict.fromkeys(("/usr", "/lib", "/lib64", BINARIES), landlock.READ | landlock.EXECUTE),
    "/dev": landlock.READ | landlock.WRITE_FILE,
    str(LEASE): landlock.EVERYTHING,
}
START_SECONDS = 20.0
# Servers are started ahead: nobody waits for one, and looking often costs more than it gains.
LOOK_SECONDS = 0.01


def prepare() -> None:
    """Nothing is imported ahead: a server's cell is a small process."""
    seccomp.server_program()  # built once, for all forks


def serve(job: socket.socket, _outputs: list[int]) -> None:
    """Start the server, say when it is ready, then hand out one connection for each request until the host leaves."""
    kernel.hide_from_own_user()
    _lay_out()
    null = os.open("/dev/null", os.O_RDWR)
    postgres = start_untrusted((null, null, null), _give_up_rights, _run)
    try:
        _wait_until_ready(postgres)
        channel.send(job, {"ready": True})
        _serve_connections(job, postgres)
    finally:
        end_everything()


def _lay_out() -> None:
    flags = kernel.MS_NOSUID | kernel.MS_NODEV
    kernel.mount("tmpfs", str(LEASE), "tmpfs", flags, f"size={SIZE},nr_inodes=16384,mode=0700")
    for folder in ("data", "sockets", "upper", "overlay"):
        (LEASE / folder).mkdir(mode=0o700)
    options = f"lowerdir={TEMPLATE},upperdir={LEASE}/upper,workdir={LEASE}/overlay,userxattr"
    kernel.mount("overlay", str(DATA), "overlay", flags, options)


def _give_up_rights() -> None:
    for name, value in LIMITS.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))
    kernel.prefer_to_be_killed()
    kernel.drop_capabilities()
    landlock.restrict(RIGHTS)
    kernel.install_filter(seccomp.server_program())


def _run() -> None:
    postgres = f"{BINARIES}/bin/postgres"
    os.execve(postgres, [postgres, "-D", str(DATA), "-k", str(SOCKETS)], {"LC_ALL": "C", "TZ": "UTC"})  # noqa: S606


def _wait_until_ready(postgres: int) -> None:
    """The last line of ``postmaster.pid`` says ``ready`` as soon as connections are accepted."""
    status_file = DATA / "postmaster.pid"
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if status_file.exists() and status_file.read_text().rstrip().endswith("ready"):
            return
        if os.waitpid(postgres, os.WNOHANG) != (0, 0):
            raise ValueError("the database server ended before it was ready")
        time.sleep(LOOK_SECONDS)
    raise ValueError("the database server was not ready in time")


def _end_with(postgres: int) -> None:
    """A cell without its server is of no use: it ends, and with it whatever the server left, and the host sees it."""

    def look(number: int, frame: object) -> None:
        if os.waitpid(postgres, os.WNOHANG) != (0, 0):
            os._exit(1)

    signal.signal(signal.SIGCHLD, look)
    look(signal.SIGCHLD, None)


def _serve_connections(job: socket.socket, postgres: int) -> None:
    """Connections are made in here, so no path of this cell means anything outside of it."""
    _end_with(postgres)
    while True:
        try:
            request = channel.receive(job)
        except EOFError:
            return
        if "measure" in request:
            disk = os.statvfs(LEASE)
            channel.send(job, {"stored": (disk.f_blocks - disk.f_bfree) * disk.f_frsize})
            continue
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(SOCKET)
            except OSError as error:
                channel.send(job, {"connected": False, "error": str(error)})
                continue
            channel.send(job, {"connected": True}, (connection.fileno(),))


ROLE = Role(prepare, serve)
