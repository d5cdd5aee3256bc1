"""Finds tests that look at the code they should test: at its text, its bytecode or its files."""

import ast

from sandbox.judge.parsing import SourceError, called, parse

# What a test of behaviour needs. Everything else, above all what reads files and code, has to be asked for.
MODULES = frozenset(
    """
    asyncio collections contextlib contextvars conftest dataclasses database datetime decimal dependencies enum
    exceptions fastapi functools httpx itertools json logging main math models operator pytest pytest_asyncio random re
    repositories routes schemas sqlalchemy statistics string time typing unittest uuid warnings __future__
    """.split()  # noqa: SIM905 - a list to read
)
CALLS = frozenset({"open", "eval", "exec", "compile", "__import__", "getsource", "read_text", "read_bytes", "globals"})
# Of functions and frames; `__name__` and the like of classes tell nothing that a behaviour would not.
ATTRIBUTES = tuple(
    f"__{name}__" for name in ["code", "globals", "closure", "dict", "loader", "spec", "file", "builtins"]
)
PREFIXES = ("co_", "f_", "gi_", "cr_", "ag_", "tb_")


def snoops(source: str) -> str:
    """Return a sentence about the first thing that does not belong in a test of behaviour, ``""`` for none."""
    try:
        nodes = list(ast.walk(parse(source)))
    except SourceError as error:
        return f"The test cannot be read: {error}."
    for node in nodes:
        if found := _snoop(node):
            return f"Line {getattr(node, 'lineno', 1)} {found}. Test what requests get, and what connections do."
    return ""


def _snoop(node: ast.AST) -> str:
    match node:
        case ast.Import(names=names):
            strange = [alias.name for alias in names if alias.name.partition(".")[0] not in MODULES]
            return f"imports `{strange[0]}`" if strange else ""
        case ast.ImportFrom(module=module):
            return "" if (module or "").partition(".")[0] in MODULES else f"imports from `{module}`"
        case ast.Call() if called(node) in CALLS:
            return f"calls `{called(node)}`"
        case ast.Attribute(attr=name) if name in ATTRIBUTES or name.startswith(PREFIXES):
            return f"reads `{name}`"
        case ast.Constant(value=str(text)) if text in ATTRIBUTES:
            return f"names `{text}`"
    return ""
