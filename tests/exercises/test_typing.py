"""What slips in when texts are edited, and is invisible to whoever knows what should be there."""

import re
from pathlib import Path

import pytest

from tutor.embedded.home import BASE

TEXTS = sorted(BASE.glob("exercises/*/*/*.md"))
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
SLIPS = {
    "no space after a sentence": re.compile(r"\w[.!?](\*\*)?[A-Z][a-z]+|\w\*{0,2}[.!?][`“]"),
    "no line between code and text": re.compile(r"`…`[A-Z][a-z]+"),
    "a word twice": re.compile(r"\b(\w+) \1\b"),
    "two spaces": re.compile(r"\S {2,}\S"),
    "a paragraph on top of another": re.compile(r"[.!?]\*\*[A-Z]"),
    "a table without a line before it": re.compile(r"^[^|\n].*\n\|", re.MULTILINE),
}


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.relative_to(BASE).as_posix())
def test_slips(text: Path) -> None:
    prose = CODE.sub("`…`", text.read_text())
    found = {slip: match[0] for slip, pattern in SLIPS.items() if (match := pattern.search(prose))}
    assert found == {}
    assert prose.count("```") == 0
