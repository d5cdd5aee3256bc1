"""The line of a value in a TOML file."""

import pytest

from exercises.places import line_of

TEXT = """format = 1
title = "x"

[values.a]
fixed = "1"

[[steps]]
id = "one"

[[steps.choices]]
id = "c"
text = \"\"\"
several
lines\"\"\"

[[steps]]
id = "two"

[[steps.choices]]
id = "d"  # a comment
[steps.choices.more]
key = 1
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("title",), 2),
        (("values", "a", "fixed"), 5),
        (("steps", 0, "id"), 8),
        (("steps", 0, "choices", 0, "text"), 12),
        (("steps", 1), 16),
        (("steps", 1, "id"), 17),
        (("steps", 1, "choices", 0, "id"), 20),
        (("steps", 1, "choices", 0, "more", "key"), 22),
        (("steps", 1, "choices", 0, "missing"), 19),
        (("nowhere",), None),
    ],
)
def test_line(place: tuple[str | int, ...], line: int | None) -> None:
    assert line_of(TEXT, place) == line
