"""Finds every text that is marked for translation, in Python, templates and scripts; needs no GNU gettext."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tutor.embedded.home import BASE

LOCALE = BASE / "tutor" / "locale"
# Django's names for the catalogue of the server and that of the scripts.
DOMAINS = ("django", "djangojs")
PLURAL, CONTEXT = (1, 2), ((1, "c"), 2)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
}
# Babel's reader of JavaScript loses its way in templates within templates; our texts are all literals between quotes.
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
CALL = re.compile(rf"(?<![\w.])(n?)gettext\(\s*({LITERAL})(?:\s*,\s*({LITERAL}))?")


def languages() -> list[str]:
    """Return the languages that the site is translated into, by their codes."""
    return sorted(folder.name for folder in LOCALE.iterdir())


def po_file(language: str, domain: str) -> Path:
    """Return where a language's translations are written."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def read(language: str, domain: str) -> Catalog:
    """Return a language's translations as they are in the repository."""
    path = po_file(language, domain)
    if not path.exists():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=domain)


def found(domain: str) -> Catalog:
    """Return everything that is marked for translation now, without translations."""
    catalog = Catalog(domain=domain, project="Collision Course", charset="utf-8")
    for path, line, message, context in _marked(domain):
        catalog.add(message, locations=[(str(path.relative_to(BASE)), line)], context=context)
    return catalog


def update(language: str, domain: str) -> Catalog:
    """Bring a language's file up to what is marked now, and return it; what is gone is dropped."""
    catalog = read(language, domain)
    catalog.update(found(domain), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment, catalog.project, catalog.version = "# Collision Course", "Collision Course", "1"
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    path = po_file(language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, omit_header=False, include_lineno=False, ignore_obsolete=True)
    return catalog


def _marked(domain: str) -> Iterator[tuple[Path, int, Any, str | None]]:
    if domain == "djangojs":
        for path in sorted(BASE.glob("static/js/**/*.js")):
            yield from _spoken(path, path.read_text())
        return
    for path in sorted(BASE.glob("tutor/**/*.py")):
        yield from _read(extract_python, path, path.read_bytes())
    for path in sorted(BASE.glob("templates/**/*.html")):
        # In brackets, indentation means nothing to Python's tokenizer.
        yield from _read(extract_python, path, b"(" + templatize(path.read_text()).encode() + b")")


def _read(method: Any, path: Path, source: bytes) -> Iterator[tuple[Path, int, Any, str | None]]:
    for line, message, _comments, context in extract(method, BytesIO(source), KEYWORDS, options={"encoding": "utf-8"}):
        yield path, line, message, context


def _spoken(path: Path, source: str) -> Iterator[tuple[Path, int, Any, str | None]]:
    for call in CALL.finditer(source):
        line = source.count("\n", 0, call.start()) + 1
        plural, one, many = call.groups()
        yield path, line, (json.loads(one), json.loads(many)) if plural else json.loads(one), None
