"""Facts in, one word out."""

from datetime import UTC, datetime

import pytest

from tutor.attempts.cells import Cell, Facts, cell, whole

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "facts", "word"),
    [
        ("predict", Facts(), "new"),
        ("predict", Facts(here_since=NOON), "working"),
        ("predict", Facts(predicted=True), "working"),
        ("predict", Facts(predicted=True, in_flight=True), "working"),
        ("predict", Facts(predicted=True, runs=1, verdict="none", collisions=1), "collision"),
        ("predict", Facts(predicted=True, runs=1, verdict="none"), "passed"),
        ("explain", Facts(), "new"),
        ("explain", Facts(here_since=NOON), "working"),
        ("explain", Facts(explained=True), "done"),
        ("explain", Facts(explained=False), "collision"),
        ("fix", Facts(), "new"),
        ("fix", Facts(drafted=True), "working"),
        ("fix", Facts(in_flight=True), "working"),
        ("fix", Facts(runs=1, verdict="failed"), "failed"),
        ("fix", Facts(runs=1, verdict="failed", in_flight=True), "failed"),
        ("fix", Facts(runs=2, verdict="failed", passed=True), "passed"),
        ("fix", Facts(runs=1, verdict="passed", passed=True), "passed"),
        ("fix", Facts(runs=1, verdict="errored"), "working"),
    ],
)
def test_one_word_for_a_step(kind: str, facts: Facts, word: str) -> None:
    assert cell(kind, facts) == word


@pytest.mark.parametrize(
    ("steps", "word"),
    [
        (["new", "new"], "new"),
        (["working", "new"], "working"),
        (["collision", "new"], "working"),
        (["passed", "failed"], "working"),
        (["collision", "done", "passed"], "done"),
    ],
)
def test_one_word_for_an_exercise(steps: list[str], word: str) -> None:
    assert whole([Cell(step) for step in steps]) == word
