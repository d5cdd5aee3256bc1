"""The exercises' Markdown and code as HTML. Raw HTML in a text stays text."""

import ast
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer, get_lexer_by_name
from pygments.util import ClassNotFound

# Rendered texts are kept: there are a few hundred in a course, and each is shown to everyone.
KEPT = 512


def _highlighted(code: str, language: str, _attributes: str) -> str:
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return ""
    return highlight(code, lexer, HtmlFormatter(nowrap=True))


def _fence(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, environment: dict[str, Any]
) -> str:
    """A block wider than its column is scrolled, so the keyboard has to reach it."""
    return renderer.fence(tokens, index, options, environment).replace("<pre>", '<pre tabindex="0">', 1)


_markdown = MarkdownIt("commonmark", {"html": False, "highlight": _highlighted}).enable(["table", "strikethrough"])
_markdown.add_render_rule("fence", _fence)
_python = PythonLexer(stripnl=False)
_block = HtmlFormatter(cssclass="code", wrapcode=True)
_lines = HtmlFormatter(nowrap=True)


@lru_cache(KEPT)
def markdown(text: str) -> str:
    """Render a narrative."""
    return str(_markdown.render(text))


@lru_cache(KEPT)
def inline_markdown(text: str) -> str:
    """Render a phrase, without a paragraph around it."""
    return str(_markdown.renderInline(text))


def after_imports(source: str) -> tuple[str, str]:
    """Return the imports that a program begins with, and the rest of it, which is what there is to look at."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return "", source
    last = 0
    for statement in statements:
        if not isinstance(statement, ast.Import | ast.ImportFrom):
            break
        last = statement.end_lineno or 0
    lines = source.splitlines(keepends=True)
    return "".join(lines[:last]), "".join(lines[last:]).lstrip("\n")


def python_code(source: str) -> str:
    """Render a Python file, coloured by classes."""
    return highlight(source, _python, _block)


def wall_code(source: str) -> str:
    """Render a Python file for large type: a line too long for its place goes on below its own text."""
    lines = highlight(source, _python, _lines).removesuffix("\n").split("\n")
    return f'<div class="code"><pre><code>{"".join(_beside_its_indentation(line) for line in lines)}</code></pre></div>'


def _beside_its_indentation(line: str) -> str:
    text = line.lstrip(" ")
    indentation = line.removesuffix(text)
    return f'<span class="code-line"><span>{indentation}</span><span>{text}</span></span>'
