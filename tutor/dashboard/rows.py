"""Every student's cells as JSON, kept in Redis until the bell has rung for that student.

A kept row carries the mark of the bell's last ring that was known *before* the database was read: a ring in between
makes the row outdated, never wrong for long. Rows are thrown away together after a while, whatever happened.
"""

import json
from hashlib import sha256

from tutor.attempts.cells import UNDER_WAY, Facts, cell
from tutor.attempts.progress import facts
from tutor.catalog.courses import course, step_key
from tutor.connections import redis_client
from tutor.people import bell
from tutor.people.models import Classroom

# Bounds what a ring that never reached Redis can do.
KEPT_SECONDS = 600


def rows(classroom: Classroom, students: list[int]) -> dict[int, str]:
    """Return ``{step key: cell}`` as JSON for each of these students; steps they have not touched are left out."""
    if not students:
        return {}
    client, key, marks = redis_client(), _key(classroom), bell.marks(classroom.pk)
    kept = zip(students, client.hmget(key, [str(student) for student in students]), strict=True)
    found = {student: str(row) for student, row in kept if row and _mark(str(row)) == marks.get(student, "")}
    if missing := [student for student in students if student not in found]:
        read = {student: f"{marks.get(student, '')}|{row}" for student, row in _read(classroom, missing).items()}
        client.hset(key, mapping={str(student): row for student, row in read.items()})
        client.expire(key, KEPT_SECONDS, nx=True)
        found |= read
    return {student: row.partition("|")[2] for student, row in found.items()}


def _mark(row: str) -> str:
    return row.partition("|")[0]


def as_json(kind: str, found: Facts) -> dict[str, object]:
    """Return one cell without what is nothing; ``since`` is when the student came to a step that is under way."""
    state = cell(kind, found)
    told: dict[str, object] = {"state": state.value}
    if found.runs:
        told["runs"] = found.runs
    if collisions := found.collisions + (found.explained is False):
        told["collisions"] = collisions
    if found.here_since and state in UNDER_WAY:
        told["since"] = found.here_since.isoformat()
    return told


def _read(classroom: Classroom, students: list[int]) -> dict[int, str]:
    kinds = {
        step_key(exercise.id, step.id): step.kind
        for exercise in course(classroom.course_id).exercises
        for step in exercise.steps
    }
    cells: dict[int, dict[str, object]] = {student: {} for student in students}
    for (student, step), found in facts(classroom.pk, students).items():
        if student in cells and step in kinds:
            cells[student][step] = as_json(kinds[step], found)
    return {student: json.dumps(row, separators=(",", ":")) for student, row in cells.items()}


def _key(classroom: Classroom) -> str:
    """Name the rows after the course's content too: another version of it has other steps."""
    hashes = "".join(exercise.hash for exercise in course(classroom.course_id).exercises)
    return f"class:{classroom.pk}:rows:{sha256(hashes.encode()).hexdigest()[:12]}"
