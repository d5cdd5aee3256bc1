"""Finds tests that look at the code they should test: at its text, its bytecode or its files."""

import ast

from sandbox.judge.parsing import SourceError, called, parse

# What a test of behaviour needs. Everything else, above all what reads files and code, has to be asked for.
MODULES = frozenset(
    """
    abc anyio asyncio asyncpg collections concurrent conftest contextlib contextvars copy database dataclasses datetime
    decimal dependencies enum exceptions fastapi functools gc hashlib httpx itertools json logging main math models
    operator os pprint psycopg pydantic pytest pytest_asyncio queue random re repositories routes schemas secrets
    sqlalchemy starlette statistics string sys textwrap threading time types typing unittest uuid warnings weakref
    __future__
    """.split()  # noqa: SIM905 - a list to read
)
# Of some, all that a test needs: the address of its database, where modules are looked for.
PARTS = {"os": ("environ", "getenv"), "sys": ("path", "version_info")}
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
        case ast.ImportFrom(module=str(module), names=names) if any(_is_left_out(module, each.name) for each in names):
            return f"imports more of `{module}` than a test needs"
        case ast.ImportFrom(module=module):
            return "" if (module or "").partition(".")[0] in MODULES else f"imports from `{module}`"
        case ast.Call(func=function) if called(node) in (BUILTINS | CALLS if isinstance(function, ast.Name) else CALLS):
            return f"calls `{called(node)}`"
        case ast.Attribute(value=ast.Name(id=module), attr=name) if _is_left_out(module, name):
            return f"uses `{module}.{name}`"
        case ast.Attribute(attr=name) if name in ATTRIBUTES or name.startswith(PREFIXES):
            return f"reads `{name}`"
        case ast.Constant(value=str(text)) if text in ATTRIBUTES:
            return f"names `{text}`"
    return ""


def _strange(alias: ast.alias) -> bool:
    """What is left out of a module can be seen only where the module goes by its own name."""
    module = alias.name.partition(".")[0]
    return module not in MODULES or (module in PARTS and (alias.asname is not None or alias.name != module))


def _is_left_out(module: str, name: str) -> bool:
    return module in PARTS and name not in PARTS[module]
