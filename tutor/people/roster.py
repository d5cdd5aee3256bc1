"""A pasted roster: one person a line, as spreadsheets and school systems give it."""

import csv
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from tutor.people.names import clean_name, name_key

# A lecture hall; more is the wrong file.
MOST_LINES = 1_000
DELIMITERS = "\t;,"
# A first line made of such words is a heading. Two name columns are joined in the order first, last.
FIRST_NAME = frozenset({"first name", "firstname", "given name", "vorname", "prénom"})
LAST_NAME = frozenset({"last name", "lastname", "surname", "family name", "nachname", "familienname", "nom"})
WHOLE_NAME = frozenset({"name", "full name", "student", "student name", "display name"})


@dataclass
class Roster:
    """The names that were read, each once, and a sentence for each line that held none."""

    names: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_roster(pasted: str) -> Roster:
    """Read names out of CSV with comma, semicolon or tab, with or without a heading."""
    rows = _rows(pasted)
    columns = _name_columns(rows[0][1]) if rows else None
    roster, seen = Roster(), set[str]()
    for number, cells in rows[1:] if columns else rows:
        typed = " ".join(cells[column] for column in columns if column < len(cells)) if columns else _joined(cells)
        try:
            name = clean_name(typed)
        except ValidationError as error:
            roster.problems.append(gettext("Line {number}: {problem}").format(number=number, problem=error.messages[0]))
            continue
        if name_key(name) in seen:
            twice = gettext("Line {number}: {name} is there twice. Add a surname or a number to one of them.")
            roster.problems.append(twice.format(number=number, name=name))
            continue
        seen.add(name_key(name))
        roster.names.append(name)
    return roster


def _rows(pasted: str) -> list[tuple[int, list[str]]]:
    lines = [line.replace("\0", "") for line in pasted.removeprefix("\ufeff").splitlines()]
    delimiter = max(DELIMITERS, key=lambda sign: sum(sign in line for line in lines))
    rows = ((number, next(csv.reader([line], delimiter=delimiter), [])) for number, line in enumerate(lines, start=1))
    return [(number, [cell.strip() for cell in cells]) for number, cells in rows if any(map(str.strip, cells))]


def _name_columns(heading: list[str]) -> list[int] | None:
    words = [cell.casefold() for cell in heading]
    for wanted in ([WHOLE_NAME], [FIRST_NAME, LAST_NAME], [FIRST_NAME], [LAST_NAME]):
        found = [next((index for index, word in enumerate(words) if word in names), None) for names in wanted]
        if None not in found:
            return [index for index in found if index is not None]
    return None


def _joined(cells: list[str]) -> str:
    """Without a heading, everything that is neither an address nor a number is part of the name."""
    return " ".join(cell for cell in cells if "@" not in cell and not cell.replace(" ", "").isdigit())
