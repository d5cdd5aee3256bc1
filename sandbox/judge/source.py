"""Compares a submission with the starter as syntax trees, leaving out what may differ."""

import ast
import builtins
import copy
from dataclasses import dataclass

from sandbox.judge.parsing import SourceError, called, parse
from sandbox.judge.rules import SourceRule

# What an expression is made of that only puts a query or an address together.
_DESCRIBING = (
    ast.Name, ast.Attribute, ast.Call, ast.keyword, ast.Constant, ast.Compare, ast.BoolOp, ast.BinOp, ast.UnaryOp,
    ast.List, ast.Tuple, ast.Dict, ast.Subscript, ast.NamedExpr, ast.expr_context, ast.operator, ast.cmpop, ast.boolop,
    ast.unaryop,
)  # fmt: skip
# Every builtin does something, and so does what ends a program or reaches its interpreter.
_BUILTINS = frozenset(dir(builtins))
_DOING = frozenset({"modules", "system", "_exit", "exit", "kill", "abort", "run_sync", "sys", "asyncio"})


@dataclass(frozen=True)
class Difference:
    """The first place, in the submission's lines, that should have stayed as it was; ``lacks`` when a line is gone."""

    line: int
    code: str
    lacks: str = ""


def difference(rule: SourceRule, starter: str, submitted: str) -> Difference | None:
    """Return the first change that ``rule`` does not allow, ``None`` when all changes are allowed ones."""
    before, after = (_statements(source, rule) for source in (starter, submitted))
    lines = submitted.splitlines()
    found = _first_difference(before, after)
    if found is None:
        return None
    number, gone = found
    line = min(number, max(len(lines), 1))
    return Difference(line, lines[line - 1].strip() if lines else "", ast.unparse(gone).split("\n")[0] if gone else "")


def _statements(source: str, rule: SourceRule) -> list[ast.stmt]:
    tree = parse(source)
    try:
        kept = [statement for statement in tree.body if not _is_free(statement, rule)]
        return [_Blank(rule).visit(statement) for statement in kept]
    except RecursionError as error:
        raise SourceError("the file is nested too deeply") from error


def _is_free(statement: ast.stmt, rule: SourceRule) -> bool:
    """Imports of what the rule names, docstrings, the main guard and the rule's constants may be as they like."""
    match statement:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Import(names=names):
            return all(_may_import(alias.name, alias.asname, rule) for alias in names)
        case ast.ImportFrom(module=module, names=names):
            return all(_may_import(f"{module}.{alias.name}", alias.asname, rule) for alias in names)
        case ast.If(test=ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]), orelse=[]):
            return {ast.unparse(left), ast.unparse(right)} == {"__name__", "'__main__'"}
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.AnnAssign(target=ast.Name(id=name), value=value)
        ):
            if name in rule.free_names and value is not None:
                _only_describes(value)
                return True
    return False


def _may_import(name: str, alias: str | None, rule: SourceRule) -> bool:
    """Whether a rule's list names this module or one above it; nothing may take a builtin's name."""
    return alias not in _BUILTINS and any(
        name == allowed or name.startswith(f"{allowed}.") for allowed in rule.free_imports
    )


def _only_describes(expression: ast.AST) -> None:
    """Raise :class:`SourceError` unless an expression only puts together what is passed on, and does nothing itself."""
    for node in ast.walk(expression):
        if not isinstance(node, _DESCRIBING) or _does_something(node):
            line = getattr(node, "lineno", getattr(expression, "lineno", 1))
            raise SourceError(f"line {line} does more than describe a query")


def _does_something(node: ast.AST) -> bool:
    match node:
        case ast.Name(id=name):
            return name.startswith("__") or name in _DOING or name in _BUILTINS
        case ast.Attribute(attr=name):
            return name.startswith("__") or name in _DOING
    return False


class _Blank(ast.NodeTransformer):
    """Empties the calls that may change, drops docstrings and ``-> None``, and puts other calls' keywords in order."""

    def __init__(self, rule: SourceRule) -> None:
        self._free = rule.free_calls

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        """Drop the docstring, and what says that nothing is returned."""
        match node.body:
            case [ast.Expr(value=ast.Constant(value=str())), *rest] if rest:
                node.body = rest
        match node.returns:
            case ast.Constant(value=None):
                node.returns = None
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Empty a free call, once its arguments are known to describe and nothing more."""
        if called(node) in self._free:
            for part in (*node.args, *node.keywords):
                _only_describes(part)
            node.args, node.keywords = [], []
        node.keywords.sort(key=lambda keyword: keyword.arg or "")
        return self.generic_visit(node)


def _first_difference(before: list[ast.stmt], after: list[ast.stmt]) -> tuple[int, ast.stmt | None] | None:
    """Return the line of the first statement that differs, inside of blocks whose heads are alike; and what is gone."""
    for place, (old, new) in enumerate(zip(before, after, strict=False)):
        if ast.dump(old) == ast.dump(new):
            continue
        if type(old) is type(new) and _head(old) == _head(new):
            inner = _first_difference(getattr(old, "body", []), getattr(new, "body", []))
            return inner or (new.lineno, None)
        gone = before[place + 1 :] and _head(before[place + 1]) == _head(new)
        return new.lineno, old if gone else None
    if len(after) > len(before):
        return after[len(before)].lineno, None
    if len(before) > len(after):
        line = after[-1].end_lineno or after[-1].lineno if after else 1
        return line, before[len(after)]
    return None


def _head(statement: ast.stmt) -> str:
    """The statement without its block."""
    bare = copy.copy(statement)
    if hasattr(bare, "body"):
        bare.body = []
    return ast.dump(bare)
