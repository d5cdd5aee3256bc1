"""Compiles translations into what Django and the browser read, when they have changed."""

import json
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tutor.embedded.extraction import languages, read
from tutor.embedded.home import ASSETS, COMPILED


def compile_catalogs() -> None:
    """Write each language's catalogue for the server, and one for the scripts among the browser's assets."""
    for language in languages():
        folder = COMPILED / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "django.mo").open("wb") as file:
            write_mo(file, read(language, "django"))
        script = ASSETS / "texts" / f"{language}.js"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(_script(read(language, "djangojs")))


def _script(catalog: Catalog) -> str:
    """Return a script that leaves the texts where ``static/js/texts.js`` looks; gettext's plural rule is JavaScript."""
    texts: dict[str, Any] = {}
    for message in catalog:
        if message.id and message.string:
            key = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
            texts[key] = message.string
    rule = f"(n) => Number({catalog.plural_expr})"
    return f"globalThis.translation = {{ plural: {rule}, texts: {json.dumps(texts, ensure_ascii=False)} }};\n"
