"""Every setting, command and event type stands in the documents."""

import json
import re
from pathlib import Path

import pytest

from tutor.configuration import Configuration
from tutor.embedded.home import BASE

README = (BASE / "README.md").read_text()
# Parts of `up`, which starts them by itself.
INNER = {"demo", "prepare", "sweep"}
COMMANDS = {path.stem for path in BASE.glob("tutor/*/management/commands/*.py")} - INNER - {"__init__"}


def event_types() -> set[str]:
    schema = json.loads((BASE / "sandbox" / "events.schema.json").read_text())
    kinds = (rule["if"]["properties"]["type"] for rule in schema["allOf"])
    return {name for kind in kinds for name in kind.get("enum", [kind.get("const")])}


@pytest.mark.parametrize("name", sorted(Configuration.model_fields))
def test_setting(name: str) -> None:
    assert f"| `CLASSROOM_{name.upper()}` |" in README


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_command(name: str) -> None:
    assert f"`{name}" in README


@pytest.mark.parametrize("name", sorted(event_types()))
def test_event(name: str) -> None:
    assert f"`{name}`" in Path(BASE, "docs", "events.md").read_text()


def test_links_lead_somewhere() -> None:
    """Of the documents among themselves."""
    for document in (*BASE.glob("*.md"), *BASE.glob("*/README.md"), *BASE.glob("docs/*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
