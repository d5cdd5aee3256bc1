"""``{% load texts %}``: Markdown and code in templates."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from tutor.catalog import texts, words
from tutor.catalog.courses import course

register = template.Library()


@register.filter
def markdown(value: str) -> SafeString:
    """Render a narrative; safe because the renderer escapes any HTML in it."""
    return mark_safe(texts.markdown(value))  # noqa: S308


@register.filter
def inline_markdown(value: str) -> SafeString:
    """Render a phrase; safe because the renderer escapes any HTML in it."""
    return mark_safe(texts.inline_markdown(value))  # noqa: S308


@register.filter
def word(value: str) -> str:
    """Say a key, such as a confidence or a verdict, in the reader's language."""
    return words.word(value)


@register.filter
def python_code(value: str) -> SafeString:
    """Render a Python file; safe because Pygments escapes what it colours."""
    return mark_safe(texts.python_code(value))  # noqa: S308


@register.filter
def wall_code(value: str) -> SafeString:
    """Render a Python file for large type; safe because Pygments escapes what it colours."""
    return mark_safe(texts.wall_code(value))  # noqa: S308


@register.filter
def course_language(classroom: Any) -> str:
    """Return the language of what a class learns, for the ``lang`` of whatever its course says."""
    return course(classroom.course_id).language
