"""Finds tests that look at the code they should test: at its text, its bytecode or its files."""

import ast

from sandbox.judge.parsing import SourceError, called, parse

# What a test of behaviour needs. Everything else, above all what reads files and code, has to be asked for.
MODULES = frozenset(
    """
    anyio asyncio asyncpg collections concurrent conftest contextlib contextvars copy database dataclasses datetime
    decimal dependencies enum exceptions fastapi functools gc httpx itertools json logging main math models operator os
    psycopg pydantic pytest pytest_asyncio random re repositories routes schemas secrets sqlalchemy starlette statistics
    string threading time types typing unittest uuid warnings weakref __future__
    """.split()  # noqa: SIM905 - a list to read
)
# All that a test has to ask the operating system for: the address of its database.
OF_OS = ("environ", "getenv")
BUILTINS = frozenset({"open", "eval", "exec", "compile", "__import__", "globals"})
CALLS = frozenset({"getsource", "read_text", "read_bytes"})
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
            strange = [alias.name for alias in names if _strange(alias)]
            return f"imports `{strange[0]}`" if strange else ""
        case ast.ImportFrom(module="os", names=names) if any(alias.name not in OF_OS for alias in names):
            return "imports more of `os` than its environment"
        case ast.ImportFrom(module=module):
            return "" if (module or "").partition(".")[0] in MODULES else f"imports from `{module}`"
        case ast.Call(func=function) if called(node) in (BUILTINS | CALLS if isinstance(function, ast.Name) else CALLS):
            return f"calls `{called(node)}`"
        case ast.Attribute(value=ast.Name(id="os"), attr=name) if name not in OF_OS:
            return f"uses `os.{name}`"
        case ast.Attribute(attr=name) if name in ATTRIBUTES or name.startswith(PREFIXES):
            return f"reads `{name}`"
        case ast.Constant(value=str(text)) if text in ATTRIBUTES:
            return f"names `{text}`"
    return ""


def _strange(alias: ast.alias) -> bool:
    """What is imported of `os` can be seen only where it goes by that name."""
    return alias.name.partition(".")[0] not in MODULES or (alias.name.startswith("os") and bool(alias.asname))
