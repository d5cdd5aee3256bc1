"""What a file defines and calls, by name."""

import ast
from dataclasses import dataclass

from sandbox.judge.parsing import SourceError, called, parse


@dataclass(frozen=True)
class Outline:
    """The names that a module binds at its top level, and each called name with the first line that calls it."""

    defined: frozenset[str]
    called: dict[str, int]

    @classmethod
    def of(cls, source: str) -> "Outline":
        """Read a file; raises :class:`SourceError` when it is not Python."""
        tree = parse(source)
        defined = frozenset(name for statement in tree.body for name in _bound(statement))
        calls = sorted((node.lineno, called(node)) for node in ast.walk(tree) if isinstance(node, ast.Call))
        return cls(defined, {name: line for line, name in reversed(calls)})


def calls_in(source: str) -> set[str]:
    """Return the names of all functions and methods that the source calls; nothing for source that is not Python."""
    try:
        return set(Outline.of(source).called)
    except SourceError:
        return set()


def _bound(statement: ast.stmt) -> list[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return [alias.asname or alias.name for alias in names]
        case ast.Assign(targets=targets):
            return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []
