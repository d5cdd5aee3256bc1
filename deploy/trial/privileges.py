"""What the worker's container may do, asked from inside of it."""

import json

from deploy.trial.composition import ROOT
from deploy.trial.podman import Project, TrialError

PROBE = (ROOT / "deploy" / "trial" / "probe.py").read_text()
EXPECTED = {
    "user": "1000",
    "capabilities": ["0000000000000000"],
    "no_new_privileges": "1",
    "seccomp": "2",
    "writable": ["/tmp"],  # noqa: S108
    "reached": ["database:5432", "valkey:6379"],
}


def compare(project: Project) -> None:
    """Compare the worker's container with what is expected; raises :class:`TrialError` with the difference."""
    found = json.loads(project.ask("worker", PROBE))
    wrong = [f"{name} is {found[name]}, not {value}" for name, value in EXPECTED.items() if found[name] != value]
    if wrong:
        raise TrialError("the worker's container is not what it should be: " + "; ".join(wrong))
