"""Rosters as they come out of the world's spreadsheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.people.names import LONGEST
from tutor.people.roster import read_roster


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("Ada\nBen\n", ["Ada", "Ben"]),
        ("\ufeffname\r\nAda\r\n\r\nBen", ["Ada", "Ben"]),
        ("Vorname;Nachname;Klasse\nAda;Lovelace;10b", ["Ada Lovelace"]),
        ("Last name,First name,E-mail\nLovelace,Ada,ada@example.org", ["Ada Lovelace"]),
        ("17\tAda\tLovelace\tada@example.org", ["Ada Lovelace"]),
        ('name,mail\n"Lovelace, Ada",a@b.c', ["Lovelace, Ada"]),
        ("Ada\nADA\n", ["Ada"]),
        ("Zoe\u0308", ["Zoë"]),
        ("", []),
        (";;;\n;;", []),
    ],
)
def test_names_are_found(pasted: str, names: list[str]) -> None:
    assert read_roster(pasted).names == names


def test_each_bad_line_is_told_with_its_number() -> None:
    roster = read_roster(f"Ada\n{'x' * 61}\n12345\nBen\u202e")
    assert roster.names == ["Ada"]
    assert [problem.split(":")[0] for problem in roster.problems] == ["Line 2", "Line 3", "Line 4"]


@given(st.text(max_size=300))
def test_anything_can_be_pasted(pasted: str) -> None:
    roster = read_roster(pasted)
    assert all(0 < len(name) <= LONGEST for name in roster.names)
    assert len(roster.names) + len(roster.problems) <= len(pasted.splitlines())
