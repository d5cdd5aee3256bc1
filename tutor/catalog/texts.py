"""The exercises' Markdown and code as HTML. Raw HTML in a text stays text."""

from functools import lru_cache

from markdown_it import MarkdownIt
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


_markdown = MarkdownIt("commonmark", {"html": False, "highlight": _highlighted}).enable(["table", "strikethrough"])
_python = PythonLexer(stripnl=False)
_block = HtmlFormatter(cssclass="code", wrapcode=True)


@lru_cache(KEPT)
def markdown(text: str) -> str:
    """Render a narrative."""
    return str(_markdown.render(text))


@lru_cache(KEPT)
def inline_markdown(text: str) -> str:
    """Render a phrase, without a paragraph around it."""
    return str(_markdown.renderInline(text))


def python_code(source: str) -> str:
    """Render a Python file, coloured by classes."""
    return highlight(source, _python, _block)
