"""`prove` sees what does not hold: each kind of claim is broken once, in a course made of the template."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.running import classroom

COURSE = """format = 1
id = "mine"
title = "Mine"
summary = "One exercise."

[[chapters]]
title = "Only"
exercises = ["1-a-new-exercise"]

[misconceptions.M1]
title = "A title"
belief = "A belief."
"""


@pytest.fixture
def exercise(tmp_path: Path) -> Path:
    """A course with one exercise, as `new-exercise` makes it."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "course.toml").write_text(COURSE)
    made = classroom("new-exercise", "mine/1", "--courses", str(tmp_path))
    assert made.returncode == 0, made.stderr
    return tmp_path / "mine" / "1-a-new-exercise"


def proven(exercise: Path) -> tuple[int, list[dict[str, Any]]]:
    """The exit code and the claims that do not hold."""
    done = classroom("prove", "--courses", str(exercise.parent.parent), "--json")
    assert done.stdout, done.stderr
    *claims, last = [json.loads(line) for line in done.stdout.splitlines()]
    failed = [claim for claim in claims if not claim["holds"]]
    assert (last["claims"], last["failed"]) == (len(claims), len(failed))
    return done.returncode, failed


def test_a_new_exercise_holds(exercise: Path) -> None:
    assert proven(exercise) == (0, [])


# Each breaks one thing: the file, what is replaced in it, and who has to see it.
BREAKS = {
    "a right choice that is wrong": ("exercise.toml", 'prints = "A: 1"\n', 'prints = "A: 7"\n', "among the choices"),
    "a choice without a refutation": ("exercise.toml", 'refutation = "You', '# "You', "among the choices"),
    "a starter that passes": ("starter/main.py", "select(Person.id)", "select(Person.name)", "the starter fails"),
    "a solution that fails": ("solution/main.py", "select(Person.name)", "select(Person.id)", "the solution passes"),
    "a golden verdict": ("golden/fix/one_query/expect.toml", "passed", "failed", "golden submission one_query"),
    "a golden message": ("golden/fix/an_answer_by_hand/expect.toml", "printed", "shouted", "an_answer_by_hand"),
    "a block of output": ("fix.md", "B: 1", "B: 2", "fix.md, line 3"),
    "the order of output": ("fix.md", "A: 1\nB: 1", "B: 1\nA: 1", "fix.md, line 3"),
    "a run that is not there": ("fix.md", "output original", "output other", "fix.md, line 3"),
    "words that are not there": ("predict.md", "one person", "two people", "says “one person”"),
    "a claim that is not seen": ("exercise.toml", 'prints = ["A: 1"]', 'prints = ["A: 2"]', "says “one person”"),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_what_does_not_hold_is_seen(exercise: Path, broken: str) -> None:
    file, old, new, words = BREAKS[broken]
    path = exercise / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    code, failed = proven(exercise)
    assert code == 1
    assert any(words in claim["claim"] for claim in failed), failed


def test_a_stray_file_is_seen(exercise: Path) -> None:
    (exercise / "notes.txt").write_text("forgotten")
    (exercise / "variants" / "unused").mkdir(parents=True)
    (exercise / "variants" / "unused" / "main.py").write_text("")
    code, (claim,) = proven(exercise)
    assert code == 1
    assert claim["problem"].startswith("notes.txt, variants/unused/main.py")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("new-exercise", "mine/1"), "is there already"),
        (("new-exercise", "mine/a b"), "An exercise's id has"),
        (("new-exercise", "yours/2"), "There is no course"),
        (("prove", "9.9"), "There is no exercise 9.9"),
    ],
)
def test_refusals(exercise: Path, words: tuple[str, ...], told: str) -> None:
    done = classroom(*words, "--courses", str(exercise.parent.parent))
    assert done.returncode == 1
    assert told in done.stderr
