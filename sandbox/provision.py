"""Makes what the sandbox rests on: learners' environments, each from its own lock, keyed by the lock's hash."""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from sandbox.leases import make_template, template_folder
from sandbox.outcome import SandboxError

LOCKS = Path(__file__).resolve().parent / "environments"
# A throw-away environment of today's newest releases: no lock, and nothing but `prove --newest` uses it.
NEWEST = "newest"
# A requirement's name with its extras, without the versions that it asks for.
_NAME = re.compile(r"[A-Za-z][\w.-]*(\[[\w,]+\])?")


def environment_names() -> list[str]:
    """Return the names of all environments that exercises may ask for."""
    return sorted(lock.parent.name for lock in LOCKS.glob("*/requirements.txt"))


def environment_folder(home: Path, name: str) -> Path:
    """Return where the environment ``name`` lives, whether or not it has been made."""
    if name == NEWEST:
        return home / f"environment-{NEWEST}"
    lock = LOCKS / name / "requirements.txt"
    if name not in environment_names():
        raise SandboxError(f"there is no environment `{name}`; there are {', '.join(environment_names())}")
    made_of = lock.read_bytes() + f"{sys.version_info}{Path(sys.executable).resolve()}".encode()
    return home / f"environment-{name}-{hashlib.sha256(made_of).hexdigest()[:12]}"


def provision(home: Path, say: Callable[[str], None]) -> None:
    """Make every environment that is missing, and the leases' template; ``say`` gets a line before each.

    An environment takes half a minute. Raises :class:`SandboxError` with the words of the program that failed.
    """
    home.mkdir(parents=True, exist_ok=True)
    template = template_folder(home)
    if not template.exists():
        say("Making the database template for learners' runs")
        make_template(template)
    missing = [name for name in environment_names() if not environment_folder(home, name).exists()]
    for name in missing:
        say(f"Installing what learners' code sees: environment {name}")
    # Side by side: most of the time goes to waiting for downloads.
    with ThreadPoolExecutor() as pool:
        list(pool.map(partial(_make, home), missing))


def provision_newest(home: Path, say: Callable[[str], None]) -> None:
    """Make the environment :data:`NEWEST` anew, of what is newest now; raises like :func:`provision`."""
    say("Installing today's newest releases of what learners' code sees")
    shutil.rmtree(environment_folder(home, NEWEST), ignore_errors=True)
    wanted = LOCKS / "current" / "requirements.in"
    names = [_NAME.match(line) for line in wanted.read_text().splitlines()]
    _make(home, NEWEST, [found[0] for found in names if found])


def _make(home: Path, name: str, wanted: list[str] | None = None) -> None:
    """Build beside the final place and move there, so that what has the final name is complete."""
    folder, lock = environment_folder(home, name), LOCKS / name / "requirements.txt"
    locked = ["--require-hashes", "-r", str(lock)]
    with tempfile.TemporaryDirectory(dir=home, prefix="making-") as temporary:
        # A virtual environment knows its own path only in scripts, and those are not used.
        made = Path(temporary, "environment")
        _call([str(Path(sys.executable).resolve()), "-m", "venv", "--without-pip", str(made)])
        pip = [sys.executable, "-m", "pip", "--python", str(made / "bin" / "python")]
        options = ["--quiet", "--disable-pip-version-check", "--progress-bar", "off", "--only-binary", ":all:"]
        _call([*pip, "install", *options, *(wanted or locked)])
        if not folder.exists():
            shutil.move(made, folder)


def _call(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SandboxError(f"{' '.join(command[:4])} … failed:\n{done.stderr.strip()[-1000:]}")
