"""Compares a submission with the starter as syntax trees, leaving out what may differ."""

import ast
import copy
from dataclasses import dataclass

from sandbox.judge.rules import SourceRule


@dataclass(frozen=True)
class Difference:
    """The first place, in the submission's lines, that should have stayed as it was."""

    line: int
    code: str


class SourceError(Exception):
    """The submission is not Python; the message is a sentence."""


def difference(rule: SourceRule, starter: str, submitted: str) -> Difference | None:
    """Return the first change that ``rule`` does not allow, ``None`` when all changes are allowed ones."""
    before, after = (_statements(source, rule) for source in (starter, submitted))
    lines = submitted.splitlines()
    found = _first_difference(before, after)
    if found is None:
        return None
    line = min(found, len(lines))
    return Difference(line, lines[line - 1].strip() if lines else "")


def calls_in(source: str) -> set[str]:
    """Return the names of all functions and methods that the source calls; nothing for source that is not Python."""
    try:
        nodes = list(ast.walk(_parse(source)))
    except SourceError:
        return set()
    return {_called(node) for node in nodes if isinstance(node, ast.Call)}


def _parse(source: str) -> ast.Module:
    try:
        return _parsed(source)
    except SystemError:
        # Before 3.11.5 CPython mixes up the nesting of two threads that parse at once (gh-106905): once more.
        return _parsed(source)


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise SourceError(f"line {error.lineno} is not valid Python: {error.msg}") from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise SourceError("the file cannot be read as Python") from error


def _statements(source: str, rule: SourceRule) -> list[ast.stmt]:
    tree = _parse(source)
    try:
        kept = [statement for statement in tree.body if not _is_free(statement, rule)]
        return [_Blank(rule).visit(statement) for statement in kept]
    except RecursionError as error:
        raise SourceError("the file is nested too deeply") from error


def _is_free(statement: ast.stmt, rule: SourceRule) -> bool:
    """Imports, docstrings, the main guard and constants of the rule's names may be as they like."""
    match statement:
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name in rule.free_names
    return False


class _Blank(ast.NodeTransformer):
    """Empties the arguments of the calls that may change, and puts the keywords of all others in order."""

    def __init__(self, rule: SourceRule) -> None:
        self._free = rule.free_calls

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if _called(node) in self._free:
            node.args, node.keywords = [], []
        node.keywords.sort(key=lambda keyword: keyword.arg or "")
        return node


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def _first_difference(before: list[ast.stmt], after: list[ast.stmt]) -> int | None:
    """Return the line of the first statement that differs, inside of blocks whose heads are alike."""
    for old, new in zip(before, after, strict=False):
        if ast.dump(old) == ast.dump(new):
            continue
        if type(old) is type(new) and _head(old) == _head(new):
            inner = _first_difference(getattr(old, "body", []), getattr(new, "body", []))
            return inner or new.lineno
        return new.lineno
    if len(after) > len(before):
        return after[len(before)].lineno
    if len(before) > len(after):
        return after[-1].end_lineno or after[-1].lineno if after else 1
    return None


def _head(statement: ast.stmt) -> str:
    """The statement without its block."""
    bare = copy.copy(statement)
    if hasattr(bare, "body"):
        bare.body = []
    return ast.dump(bare)
