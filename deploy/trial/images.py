"""Builds every stage of the Dockerfile under a name of its own, so that all of them can be removed again."""

import re
import subprocess
from pathlib import Path

from deploy.trial.composition import ROOT
from deploy.trial.podman import TrialError, podman

NAME = "localhost/classroom-check"
STAGES = re.findall(r"^FROM \S+ AS (\S+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


def image(stage: str) -> str:
    """Return the name under which a stage is built."""
    return f"{NAME}:{stage}"


def import_tree(tree: Path) -> str:
    """Make a base image of a folder that holds a system, unless it was kept, and return its name."""
    if subprocess.run(["podman", "image", "exists", image("base")], check=False).returncode == 0:
        return image("base")
    with subprocess.Popen(["tar", "--directory", str(tree), "--create", "."], stdout=subprocess.PIPE) as tar:
        done = subprocess.run(
            ["podman", "import", "-", image("base")], stdin=tar.stdout, capture_output=True, check=False
        )
    if tar.returncode != 0 or done.returncode != 0:
        raise TrialError(f"{tree} cannot be imported: {done.stderr.decode().strip()}")
    return image("base")


def build(base: str) -> None:
    """Build all stages on this base."""
    for stage in STAGES:
        words = ["--file", str(ROOT / "Dockerfile"), "--build-arg", f"BASE={base}", "--target", stage]
        podman("build", *words, "--tag", image(stage), str(ROOT))


def remove_images() -> None:
    """Remove them, with the layers that only they use."""
    podman("rmi", "--force", "--ignore", *(image(stage) for stage in reversed(["base", *STAGES])))
