"""What a file defines and calls, by name."""

import ast
from dataclasses import dataclass

from sandbox.judge.parsing import SourceError, called, parse

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Outline:
    """The names that a module binds at its top level, all its functions and methods; each name it calls and each
    exception it hides, with a line.

    A bare ``except`` hides ``""``. What is raised again is not hidden.
    """

    defined: frozenset[str]
    functions: frozenset[str]
    called: dict[str, int]
    caught: dict[str, int]

    @classmethod
    def of(cls, source: str) -> "Outline":
        """Read a file; raises :class:`SourceError` when it is not Python."""
        tree = parse(source)
        defined = frozenset(name for statement in tree.body for name in _bound(statement))
        functions = frozenset(node.name for node in ast.walk(tree) if isinstance(node, _FUNCTIONS))
        calls = sorted((node.lineno, called(node)) for node in ast.walk(tree) if isinstance(node, ast.Call))
        hiding = (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler | ast.Call))
        caught = {name: node.lineno for node in hiding for name in _caught(node)}
        return cls(defined, functions, {name: line for line, name in reversed(calls)}, caught)


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


def _caught(node: ast.ExceptHandler | ast.Call) -> list[str]:
    """The names of the exceptions that end here."""
    match node:
        case ast.ExceptHandler(type=kind, body=body) if not any(isinstance(each, ast.Raise) for each in body):
            return _names_in(kind) if kind else [""]
        case ast.Call(args=kinds) if called(node) == "suppress":
            return [name for kind in kinds for name in _names_in(kind)]
    return []


def _names_in(kind: ast.expr) -> list[str]:
    nodes = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return [ast.unparse(node).rpartition(".")[2] for node in nodes]
