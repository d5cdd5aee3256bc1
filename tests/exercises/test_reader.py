"""Mistakes in a course's files are told with the file and what to change."""

import shutil
from pathlib import Path

import pytest

from exercises.reader import CourseError, load_course
from tutor.embedded.home import BASE

COURSE = BASE / "tests" / "courses" / "async-sqlalchemy"
EXERCISE = "1.2-false-safety-net/exercise.toml"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return Path(shutil.copytree(COURSE, tmp_path / "course"))


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (EXERCISE, "minutes = 15", "minutes = soon", "not TOML"),
        (EXERCISE, "minutes = 15", 'minutes = "soon"', "minutes: Input should be a valid integer"),
        (EXERCISE, "format = 1", "format = 9", "must be `format = 1`"),
        (
            EXERCISE,
            'text = "fix.md"',
            'text = "fux.md"',
            "line 141: steps `fix` text: fux.md cannot be read: No such file",
        ),
        (EXERCISE, "never = true", 'never = true\nprints = "x"', "exactly one of"),
        (EXERCISE, 'misconception = "M1"', 'misconception = "M99"', "`M99` is not among"),
        (EXERCISE, 'editable = ["main.py"]', 'editable = ["other.py"]', "not in `files`"),
        (EXERCISE, "draw = true\nhints", "drawn = true\nhints", "Extra inputs"),
        ("course.toml", '"1.2-false-safety-net"', '"1.9-nowhere"', "1.9-nowhere/exercise.toml: No such file"),
    ],
)
def test_mistake(course: Path, file: str, old: str, new: str, words: str) -> None:
    path = course / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(CourseError, match="toml") as told:
        load_course(course)
    assert words in str(told.value)


def test_any_changed_file_changes_the_hash(course: Path) -> None:
    before = load_course(course).exercise("1.2").hash
    (course / "1.2-false-safety-net" / "starter" / "models.py").write_text("")
    assert load_course(course).exercise("1.2").hash != before
