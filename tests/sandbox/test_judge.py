"""Verdicts are pure functions of what was observed."""

import contextlib
from dataclasses import replace

import pytest

from sandbox.desk import Report
from sandbox.judge.checks import Evidence, judge
from sandbox.judge.observations import Observer
from sandbox.judge.parsing import SourceError
from sandbox.judge.record import Line, Record
from sandbox.judge.rules import Check, Observation, SourceRule
from sandbox.judge.source import difference

VALUES = {"title": "Buy milk"}
TRACEBACK = """Traceback (most recent call last):
  File "/work/main.py", line 32, in demonstrate
    task.category.name
  … 19 frames in sqlalchemy
sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called
"""
METHOD = "class A:\n    async def get(self):\n        self.session.commit()\n"


def record(stdout: str = "", stderr: str = "", status: str | None = None) -> Record:
    seen = Record()
    for kind, text in (("stdout", stdout), ("stderr", stderr)):
        for piece in (text[:7], text[7:]):
            seen.add(kind, {"text": piece})
    if status is not None:
        seen.end(status)
    return seen


def observations() -> tuple[Observation, ...]:
    choices = [
        {"id": "prints", "text": "", "prints": "A: {title}"},
        {"id": "raises", "text": "", "raises": "MissingGreenlet"},
        {"id": "never", "text": "", "never": True},
    ]
    return tuple(
        Observation.model_validate(
            {"id": name, "prompt": "", "starts": f"{name}:", "choices": [{**c} for c in choices]}
        )
        for name in "AB"
    )


@pytest.mark.parametrize(
    ("stdout", "stderr", "status", "realities"),
    [
        ("A: Buy milk\nB:", "", "ok", [("A", "prints"), ("B", None)]),
        ("A: other\n", TRACEBACK, "failed", [("A", None), ("B", "raises")]),
        ("", TRACEBACK, "failed", [("A", "raises"), ("B", "never")]),
        ("", "", "timed_out", [("A", "never"), ("B", "never")]),
        ("nothing of it\n", "ValueError\n", "failed", [("A", None), ("B", "never")]),
    ],
)
def test_reality(stdout: str, stderr: str, status: str, realities: list[tuple[str, str | None]]) -> None:
    decided = Observer(observations(), VALUES).look(record(stdout, stderr, status))
    assert [(observation.id, reality.choice) for observation, reality in decided] == realities


def test_a_line_is_decided_as_soon_as_it_is_complete_and_only_once() -> None:
    observer, seen = Observer(observations(), VALUES), record("A: Buy milk")
    assert observer.look(seen) == []
    seen.add("stdout", {"text": "\n"})
    assert [observation.id for observation, _ in observer.look(seen)] == ["A"]
    assert observer.look(seen) == []


def test_the_last_frame_in_the_learners_code_is_where_it_was_raised() -> None:
    seen = record(stderr=TRACEBACK, status="failed")
    assert (seen.exception, seen.raised_at) == ("MissingGreenlet", Line("main.py", 32))


def evidence(stdout: str = "", source: str = "", queries: tuple[str, ...] = (), status: str = "ok") -> Evidence:
    seen = record(stdout, TRACEBACK if status == "failed" else "", status)
    for sql in queries:
        seen.add("query", {"driver": False, "sql": sql, "error": None, "command": sql.split()[0]})
    seen.state["SELECT title"] = "Buy milk; NULL"
    seen.add("report", {"report": Report("test_a.py::test_it", "failed", "It is 3, not 4.", 7)})
    return Evidence(seen, {"main.py": "x = f(1)\n"}, {"main.py": source}, VALUES)


@pytest.mark.parametrize(
    ("rule", "given_", "verdict", "words"),
    [
        ({"stdout": ["A: {title}"]}, {"stdout": "A: Buy milk\n"}, "passed", ""),
        ({"stdout": ["A: {title}"]}, {"stdout": "A: Milk\n"}, "failed", "printed `A: Milk`"),
        ({"stdout": ["A: {title}"]}, {"status": "failed"}, "failed", "`MissingGreenlet` at main.py, line 32"),
        ({"stdout": ["A:…{title}…"]}, {"stdout": "A: title = Buy milk.\n"}, "passed", ""),
        ({"stdout": ["A:…{title}"]}, {"stdout": "A: title = Buy milk.\n"}, "failed", "printed `A: title = Buy milk.`"),
        ({"lines": {"…created": 2, "…closed": 1}}, {"stdout": "1 created\n2 created\n1 closed\n"}, "passed", ""),
        ({"lines": {"…created": 2}}, {"stdout": "1 created\n"}, "failed", "`…created` was printed 1 times, expected 2"),
        ({"status": "ok"}, {}, "passed", ""),
        ({"status": "ok"}, {"status": "timed_out"}, "failed", "The program was stopped at its time limit."),
        ({"status": "ok"}, {"status": "crashed"}, "failed", "The program was ended by a signal."),
        ({"queries": {"touching": "t", "at_least": 1}}, {"queries": ("SELECT t",)}, "passed", ""),
        ({"queries": {"touching": "t", "at_least": 1}}, {}, "failed", "No queries on `t`"),
        ({"queries": {"touching": "t", "at_most": 1}}, {"queries": ("t", "t")}, "failed", "2 queries on `t`"),
        ({"state": {"ask": "SELECT title", "is": "{title}; NULL"}}, {}, "passed", ""),
        ({"state": {"ask": "SELECT title", "is": "{title}"}}, {}, "failed", "be `Buy milk`, and is `Buy milk; NULL`."),
        ({"state": {"ask": "SELECT lost", "is": "1"}}, {}, "failed", "could not be asked"),
        ({"source": {"path": "main.py", "free_calls": ["f"]}}, {"source": "x = f(2)"}, "passed", ""),
        ({"source": {"path": "main.py"}}, {"source": "x = f(2)"}, "failed", "line 1 (`x = f(2)`)"),
        ({"source": {"path": "main.py"}}, {"source": "x = ("}, "failed", "line 1 is not valid Python"),
        ({"names": {"path": "main.py", "functions": ["get"]}}, {"source": METHOD}, "passed", ""),
        ({"names": {"path": "main.py", "functions": ["put"]}}, {"source": METHOD}, "failed", "no `put` yet"),
        ({"names": {"path": "main.py", "avoids": ["commit"]}}, {"source": METHOD}, "failed", "line 3, calls `commit`"),
        ({"in_order": ["A", "B"]}, {"stdout": "A1\nB2\n"}, "passed", ""),
        ({"in_order": ["A", "B"]}, {"stdout": "B2\nA1\n"}, "failed", "begins with `B` was printed at this place"),
        ({"in_order": ["A", "C"]}, {"stdout": "A1\n"}, "failed", "begins with `C` was printed. The program ended"),
        ({"names": {"path": "main.py", "keeps": ["x", "y"]}}, {"source": "x: int = 1\nimport y"}, "passed", ""),
        ({"names": {"path": "main.py", "keeps": ["x"]}}, {"source": "def f():\n    x = 1"}, "failed", "define `x`"),
        ({"names": {"path": "main.py", "avoids": ["commit"]}}, {"source": "a\ns.commit()"}, "failed", "line 2, calls"),
        ({"names": {"path": "main.py", "avoids": ["commit"]}}, {"source": "commit = 1"}, "passed", ""),
        ({"queries": {"verb": "SELECT", "at_most": 1}}, {"queries": ("COMMIT", "SELECT t", "INSERT t")}, "passed", ""),
        ({"queries": {"verb": "SELECT", "at_least": 1}}, {"queries": ("COMMIT",)}, "failed", "No SELECT statements"),
        ({"test": "test_a.py::test_it"}, {}, "failed", "It is 3, not 4."),
        ({"test": "test_a.py::test_other"}, {}, "failed", "was not reached"),
    ],
)
def test_check(rule: dict, given_: dict, verdict: str, words: str) -> None:
    check = Check.model_validate({"name": "it", "sentence": "It is so.", **rule})
    result = judge(check, evidence(**given_))
    assert result.verdict == verdict
    assert words in result.message


@pytest.mark.parametrize(
    ("handler", "verdict"),
    [
        ("except MissingGreenlet: x = 1", "failed"),
        ("except (ValueError, exc.MissingGreenlet): x = 1", "failed"),
        ("except: x = 1", "failed"),
        ("except Exception:\n    x = 1\n    raise", "passed"),
        ("except ValueError: x = 1", "passed"),
        ("finally:\n    with contextlib.suppress(MissingGreenlet): x", "failed"),
    ],
)
def test_an_error_may_not_be_hidden(handler: str, verdict: str) -> None:
    rule = {"path": "main.py", "lets_pass": ["MissingGreenlet", "Exception"]}
    check = Check.model_validate({"name": "it", "sentence": "It is so.", "names": rule})
    result = judge(check, evidence(source=f"try: f(1)\n{handler}\n"))
    assert (result.verdict, "hides an error" in result.message) == (verdict, verdict == "failed")


STARTER = '''"""Docstring."""
import a

factory = make(bind=1, keep=False)


async def demonstrate():
    async with factory() as session:
        result = await session.execute(
            select(Task)
        )
        print(f"A {result}")
        await session.commit()


if __name__ == "__main__":
    demonstrate()
'''


@pytest.mark.parametrize(
    ("rule", "says"),
    [({"names": {"path": "main.py", "avoids": ["HTTPException"]}}, False), ({"stdout": ["A: never printed"]}, True)],
)
def test_a_check_of_one_file_is_advised_by_that_file(rule: dict, says: bool) -> None:
    advice = [{"calls": ["commit"], "say": "Leave it to the dependency."}]
    check = Check.model_validate({"name": "it", "sentence": "It is so.", "advice": advice, **rule})
    files = {"main.py": "raise HTTPException(404)", "database.py": "session.commit()"}
    result = judge(check, replace(evidence(), submitted=files))
    assert (result.verdict, "Leave it" in result.message) == ("failed", says)


RULE = SourceRule(path="main.py", free_calls=("execute",), free_names=("URL",), free_imports=("a", "b", "os", "models"))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("select(Task)", "select(Task).options(\n    load(Task.c),\n)", None),
        ("import a", "import a\nfrom b import c", None),
        ("import a", "import os\nURL = os.environ['X']", None),
        ("bind=1, keep=False", "keep=False, bind=1", None),
        ('"""Docstring."""', "# a comment", None),
        ('if __name__ == "__main__":\n    demonstrate()\n', "", None),
        ("keep=False", "keep=True", 4),
        ("await session.commit()", "pass", 13),
        ("        await session.commit()\n", "", 12),
        ('print(f"A {result}")', 'print("A forged")', 12),
        ("session.execute", "session.scalars", 9),
        ("async def demonstrate():", "EXTRA = 1\nasync def demonstrate():", 7),
        ("        await session.commit()", "        await session.commit()\n        more()", 14),
        ("factory = make(", "factory = other(", 4),
        ("async def demonstrate():", 'async def demonstrate():\n    """Says it."""', None),
        ("async def demonstrate():", "async def demonstrate() -> None:", None),
        ("async def demonstrate():", "async def demonstrate() -> print('A forged'):", 7),
        ("import a", "URL: str = 'x'", None),
        ("import a", "import sys", 2),
        ("import a", "from models import Task as print", 2),
        ('if __name__ == "__main__":', 'if __name__ == "main":', 16),
        ('if __name__ == "__main__":', 'if __name__ != "__main__":', 16),
        ("    demonstrate()\n", "    demonstrate()\nelse:\n    demonstrate = None\n", 16),
        ('if __name__ == "__main__":', 'if "__main__" == __name__:', None),
    ],
)
def test_what_may_change_and_what_not(old: str, new: str, line: int | None) -> None:
    assert old in STARTER
    found = difference(RULE, STARTER, STARTER.replace(old, new, 1))
    assert (found and found.line) == line


@pytest.mark.parametrize(
    ("old", "new", "lacks"),
    [
        ("        await session.commit()\n", "", "await session.commit()"),
        ("factory = make(bind=1, keep=False)\n", "", "factory = make(bind=1, keep=False)"),
        (STARTER, "", "factory = make(bind=1, keep=False)"),
        ("await session.commit()", "pass", ""),
    ],
)
def test_what_is_gone_is_named(old: str, new: str, lacks: str) -> None:
    found = difference(RULE, STARTER, STARTER.replace(old, new, 1))
    assert found is not None
    assert (found.lacks, found.line > 0) == (lacks, True)


@pytest.mark.parametrize(
    "query",
    [
        "(await session.execute(text('x')), select(Task))[1]",
        "print('A forged') or select(Task)",
        "(setattr(Task, 'c', 1), select(Task))[1]",
        "select(Task).where(os._exit(0))",
        "(lambda: select(Task))()",
        "[select(t) for t in (Task,)][0]",
        "select(Task.__class__)",
        "__import__('os')",
    ],
)
def test_a_free_argument_may_describe_and_nothing_more(query: str) -> None:
    with pytest.raises(SourceError, match="line 10 does more than describe a query"):
        difference(RULE, STARTER, STARTER.replace("select(Task)", query))


def test_a_free_name_may_hold_a_text_and_do_nothing() -> None:
    with pytest.raises(SourceError, match="does more"):
        difference(RULE, STARTER, "URL = exec('x') or 'y'\n" + STARTER)


def test_a_coding_cookie_makes_no_second_program() -> None:
    with pytest.raises(SourceError, match="encoding"):
        difference(RULE, STARTER, "# coding: unicode_escape\n" + STARTER)
    assert difference(RULE, STARTER, "\ufeff" + STARTER) is None


@pytest.mark.parametrize(
    "source", ["x = (", "\0", "(" * 5000, "-" * 50_000 + "1", "a" + ".b" * 20_000, "x = " + "[" * 150 + "]" * 150]
)
def test_no_source_makes_the_comparison_fail_in_another_way_than_its_own(source: str) -> None:
    with contextlib.suppress(SourceError):
        assert difference(RULE, STARTER, source) is not None
