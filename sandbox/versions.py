"""Which versions learners' code sees: what an environment's lock pins, and the server's own."""

import re
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from sandbox.postgres import run
from sandbox.provision import LOCKS

_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)


@cache
def package_versions(environment: str) -> dict[str, str]:
    """Return the pinned version of every package in an environment, by its name in lower case."""
    lock = (LOCKS / environment / "requirements.txt").read_text()
    return {found["name"].lower(): found["version"] for found in _PINNED.finditer(lock)}


def installed_versions(folder: Path) -> dict[str, str]:
    """Return the version of every package that is installed in an environment's folder."""
    (packages,) = folder.glob("lib/python*/site-packages")
    return {found.metadata["Name"].lower(): found.version for found in distributions(path=[str(packages)])}


@cache
def postgres_version() -> str:
    """Return the version of the leased servers, as in ``18.6``."""
    return run("postgres", "--version").split()[2]
