"""Podman's words for what compose.yaml says, and the few things that are done with containers."""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from deploy.trial.composition import ROOT

LOOK_SECONDS = 0.5
# What does not describe a container, or is podman's own affair.
_NOT_OPTIONS = {"image", "command", "build", "depends_on", "restart", "logging", "healthcheck", "x-no-healthcheck"}
_OPTIONS: dict[str, Callable[[Any], list[str]]] = {
    "user": lambda value: ["--user", value],
    "read_only": lambda value: ["--read-only", "--read-only-tmpfs=false"] if value else [],
    "cap_drop": lambda values: [f"--cap-drop={value}" for value in values],
    "init": lambda value: ["--init"] if value else [],
    "tmpfs": lambda values: [f"--tmpfs={value}" for value in values],
    "pids_limit": lambda value: [f"--pids-limit={value}"],
    "mem_limit": lambda value: [f"--memory={value}"],
    "memswap_limit": lambda value: [f"--memory-swap={value}"],
    "shm_size": lambda value: [f"--shm-size={value}"],
    "stop_signal": lambda value: [f"--stop-signal={value}"],
    "stop_grace_period": lambda value: [f"--stop-timeout={value.removesuffix('s')}"],
    "ports": lambda values: [f"--publish={value}" for value in values],
    "environment": lambda values: [f"--env={name}={value}" for name, value in values.items()],
    "security_opt": lambda values: [f"--security-opt={_from_root(value)}" for value in values],
}


class TrialError(Exception):
    """What the trial was to show is not so."""


def podman(*words: str) -> str:
    """Run one podman command and return what it prints; raises :class:`TrialError` with its words."""
    done = subprocess.run(["podman", *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise TrialError(f"podman {' '.join(words[:2])} … failed:\n{done.stderr.strip()[-4000:]}")
    return done.stdout


@dataclass(frozen=True)
class Project:
    """One installation: every container, network and volume of it begins with ``prefix``."""

    prefix: str

    def start(self, name: str, service: dict[str, Any]) -> None:
        """Start a service in the background, under its name in its networks."""
        podman("run", "--detach", "--name", self._called(name), *self._options(name, service), *service["command"])

    def run(self, name: str, service: dict[str, Any], *command: str) -> int:
        """Run a command to its end in a container like this service's, with its output on ours."""
        words = ["run", "--rm", "--name", self._called(name), *self._options(name, service), *command]
        return subprocess.run(["podman", *words], check=False).returncode

    def make_ground(self, services: dict[str, dict[str, Any]], internal: dict[str, bool]) -> None:
        """Make networks and volumes."""
        for network, is_internal in internal.items():
            podman("network", "create", *(["--internal"] if is_internal else []), self._called(network))
        for volume in sorted({value.split(":")[0] for one in services.values() for value in one.get("volumes", [])}):
            podman("volume", "create", self._called(volume))

    def wait_until_healthy(self, name: str, service: dict[str, Any], seconds: float) -> None:
        """Ask its health check, as an engine would, until it passes."""
        kind, *command = service["healthcheck"]["test"]
        assert kind == "CMD"
        self._wait(lambda: _succeeds("exec", self._called(name), *command), f"{name} did not become healthy", seconds)

    def wait_until_done(self, name: str, seconds: float) -> None:
        """Wait for the end of a service that ends."""
        state = "--format={{.State.Status}}"
        self._wait(lambda: podman("inspect", state, self._called(name)).strip() == "exited", f"{name} goes on", seconds)
        if podman("wait", self._called(name)).strip() != "0":
            raise TrialError(f"{name} failed")

    def logs(self, name: str) -> str:
        """Return what a service has printed."""
        found = subprocess.run(
            ["podman", "logs", self._called(name)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return found.stdout

    def ask(self, name: str, program: str) -> str:
        """Run Python inside a service's container and return what it prints."""
        return podman("exec", self._called(name), "python", "-c", program)

    def remove(self) -> None:
        """Remove all of it, whatever state it is in."""
        for kind, remove in (
            ("ps --all", "rm --force --time 5"),
            ("volume ls", "volume rm"),
            ("network ls", "network rm"),
        ):
            key = "{{.Names}}" if kind.startswith("ps") else "{{.Name}}"
            listed = podman(*kind.split(), f"--filter=name=^{self.prefix}-", f"--format={key}").split()
            if found := [name for name in listed if name.startswith(f"{self.prefix}-")]:
                podman(*remove.split(), *found)

    def _called(self, name: str) -> str:
        return f"{self.prefix}-{name}"

    def _options(self, name: str, service: dict[str, Any]) -> list[str]:
        words = [f"--network={self._called(network)}:alias={name}" for network in service["networks"]]
        words += [f"--volume={self._called(volume)}" for volume in service.get("volumes", [])]
        for key, value in service.items():
            if key not in _NOT_OPTIONS | {"networks", "volumes"}:
                # A KeyError here: compose.yaml says something that this trial would not show.
                words += _OPTIONS[key](value)
        return [*words, service["image"]]

    def _wait(self, happened: Callable[[], bool], fault: str, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not happened():
            if time.monotonic() > deadline:
                raise TrialError(f"{fault} within {seconds:.0f} s")
            time.sleep(LOOK_SECONDS)


def _succeeds(*words: str) -> bool:
    return subprocess.run(["podman", *words], capture_output=True, check=False).returncode == 0


def _from_root(option: str) -> str:
    """Compose reads a profile's path from the file's folder; podman from wherever it is called."""
    name, _, value = option.partition("=")
    return f"{name}={ROOT / value}" if value.startswith("./") else option
