"""Reads compose.yaml as compose does: variables from the environment, then YAML."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "compose.yaml"
_VARIABLE = re.compile(r"\$(?:(?P<dollar>\$)|\{(?P<name>\w+)(?::(?P<how>[-?])(?P<words>[^}]*))?\})")


class UnsetVariableError(Exception):
    """A variable that has no default is not set; the message is the file's own."""


def read_services(variables: Mapping[str, str], file: Path = FILE) -> dict[str, dict[str, Any]]:
    """Return all services in an order in which they can start; raises :class:`UnsetVariableError`."""
    services = _interpolated(_read(file)["services"], variables)
    return {name: services[name] for name in _in_order(services)}


def read_networks(file: Path = FILE) -> dict[str, bool]:
    """Return all networks and whether each is without a way out."""
    return {name: (options or {}).get("internal", False) for name, options in _read(file)["networks"].items()}


def _read(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(file.read_text())
    return content


def _interpolated(value: Any, variables: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _interpolated(item, variables) for key, item in value.items()}
    if isinstance(value, list):
        return [_interpolated(item, variables) for item in value]
    return _VARIABLE.sub(lambda found: _value(found, variables), value) if isinstance(value, str) else value


def _value(found: re.Match[str], variables: Mapping[str, str]) -> str:
    if found["dollar"]:
        return "$"
    value = variables.get(found["name"], "")
    if not value and found["how"] == "?":
        raise UnsetVariableError(f"{found['name']} {found['words']}")
    return value or found["words"] or ""


def _in_order(services: dict[str, dict[str, Any]]) -> Iterator[str]:
    left = dict(services)
    while left:
        ready = [name for name, service in left.items() if not left.keys() & service.get("depends_on", {}).keys()]
        if not ready:
            raise ValueError(f"these services wait for one another: {', '.join(left)}")
        for name in ready:
            del left[name]
            yield name
