"""Parses what learners send, as the program's own interpreter would."""

import ast
import io
import tokenize


class SourceError(Exception):
    """The submission is not Python; the message is a sentence."""


def parse(source: str) -> ast.Module:
    """Return the syntax tree; raises :class:`SourceError`."""
    try:
        return _parsed(source)
    except SystemError:
        # Before 3.11.5 CPython mixes up the nesting of two threads that parse at once (gh-106905): once more.
        return _parsed(source)


def _parsed(source: str) -> ast.Module:
    # The bytes, as the program's own interpreter reads them: a coding cookie must not make two programs of one file.
    data = source.encode("utf-8", "surrogatepass")
    try:
        if tokenize.detect_encoding(io.BytesIO(data).readline)[0] not in ("utf-8", "utf-8-sig"):
            raise SourceError("the first lines declare an encoding other than UTF-8")
        return ast.parse(data)
    except SyntaxError as error:
        raise SourceError(f"line {error.lineno} is not valid Python: {error.msg}") from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise SourceError("the file cannot be read as Python") from error


def called(node: ast.Call) -> str:
    """Return the name of the function or method that is called, ``""`` for anything else."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
