"""Markdown and code as HTML."""

import pytest
from django.template import Context, Template


def render(source: str, **values: str) -> str:
    return Template("{% load texts %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** `code`", "<p><strong>bold</strong> <code>code</code></p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
    ],
)
def test_a_narrative(text: str, html: str) -> None:
    assert render("{{ text|markdown }}", text=text) == html


def test_code_in_a_narrative_is_coloured_by_classes() -> None:
    html = render("{{ text|markdown }}", text="```python\nawait x\n```")
    assert '<span class="k">await</span>' in html
    assert "style=" not in html
    assert "<b>" not in render("{{ text|markdown }}", text="```nonsense\n<b>\n```")


def test_a_phrase_has_no_paragraph() -> None:
    assert render("{{ text|inline_markdown }}", text="`a` <b>") == "<code>a</code> &lt;b&gt;"


def test_a_file_without_javascript() -> None:
    html = render("{{ text|python_code }}", text="\nx = '<b>'\n")
    assert html.startswith('<div class="code">')
    assert "&lt;b&gt;" in html
