"""The demonstration: people who do not exist use the site as people do, and their runs are real."""

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.running import Server, wait_for
from tutor.embedded.layout import Layout


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    started = Server(tmp_path / "data").start("--demo")
    yield started
    started.stop()


@pytest.mark.timeout(300)
def test_students_come_and_work(server: Server) -> None:
    def counted(question: str) -> int:
        with psycopg.connect(f"postgresql://classroom@/classroom?host={Layout(server.data).sockets}") as connection:
            row = connection.execute(question).fetchone()
            assert row is not None
            return int(row[0])

    told = re.search(r"The demonstration's class has the code (\w+);", server.output)
    assert told is not None
    assert (
        counted(f"SELECT count(*) FROM people_classroom WHERE name = 'Demonstration' AND join_code = '{told[1]}'") == 1
    )
    students = "SELECT count(*) FROM people_membership WHERE role = 'student'"
    wait_for(lambda: counted(students) >= 2, "two students' coming", seconds=60)
    runs = "SELECT count(*) FROM attempts_run WHERE state = 'finished' AND status <> 'our_fault'"
    wait_for(lambda: counted(runs) >= 1, "the end of a run", seconds=150)
    assert counted("SELECT count(*) FROM attempts_prediction") >= 1
