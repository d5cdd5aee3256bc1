"""Every text that is marked has a translation, with the same values in it, and no template holds a bare text."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tutor.embedded.extraction import DOMAINS, found, languages, read
from tutor.embedded.home import BASE

VALUE = re.compile(r"%\((\w+)\)|\{(\w+)\}|(<\w+)")
# What is said alike in every language.
NAMES = {"Collision Course", "CSV", "JSON", "SELECT"}
TEMPLATES = sorted(BASE.glob("templates/**/*.html"))
SPOKEN_ATTRIBUTES = {"aria-label", "placeholder", "title", "alt", "data-confirms"}
# A text is in a tag of translation; what a tag or a value gives is no text of the template's.
MARKED = re.compile(
    r"\{% block(translate| page_class).*?endblock(translate| page_class) %\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL
)


def test_scripts_hold_their_texts_as_literals() -> None:
    """Only those are found by the extraction."""
    for path in BASE.glob("static/js/**/*.js"):
        if path.name != "texts.js":
            for call in re.findall(r"(?<![\w.])n?gettext\(.{20}", path.read_text(), re.DOTALL):
                assert re.match(r'n?gettext\(\s*"', call), f"{path.name}: {call}"


def key(message: Message) -> tuple[object, str | None]:
    return (message.id if isinstance(message.id, str) else tuple(message.id), message.context)


def forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else [str(form) for form in text]  # type: ignore[union-attr]


def values(texts: list[str]) -> set[tuple[str, ...]]:
    return {match for text in texts[-1:] for match in VALUE.findall(text)}


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", languages())
def test_a_language_is_complete(language: str, domain: str) -> None:
    """When this fails: `./classroom translations`, then translate what it names."""
    wanted = {key(message) for message in found(domain) if message.id}
    catalog = read(language, domain)
    written = {key(message): message for message in catalog if message.id}
    assert not catalog.obsolete
    assert wanted - written.keys() == set(), "marked, but not in the file"
    assert written.keys() - wanted == set(), "in the file, but not marked any more"
    for message in written.values():
        assert not message.fuzzy, message.id
        assert all(forms(message.string)), f"no translation: {message.id}"
        assert values(forms(message.id)) == values(forms(message.string)), f"other values: {message.id}"


class Bare(HTMLParser):
    """Collects the texts that people would read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("kbd", "code", "symbol")
        self.found += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value and wordy(value)]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("kbd", "code", "symbol")

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not self.silent and wordy(text.replace("Collision Course", "")) and text not in NAMES:
            self.found.append(text)


def wordy(text: str) -> bool:
    return re.search(r"[A-Za-z]{2}", text) is not None and re.fullmatch(r"ms|\d*", text.strip()) is None


def bare(source: str) -> list[str]:
    reader = Bare()
    reader.feed(MARKED.sub("", source))
    return reader.found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(BASE / "templates")))
def test_no_template_has_a_bare_text(path: Path) -> None:
    assert bare(path.read_text()) == []


def test_a_bare_text_is_found() -> None:
    assert bare('<p {% if x %}class="a"{% endif %}>Hello {{ name }}</p>') == ["Hello"]
    assert bare('<a title="Home">{% translate "Home" %}</a>') == ["Home"]
