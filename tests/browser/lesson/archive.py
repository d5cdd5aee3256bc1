"""Looks up everything that was sent: in the database, and in what the instructor exported."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tests.browser.lesson.ledger import Ledger, Sent
from tutor.dashboard.export_tables import TABLES
from tutor.dashboard.exports import BYTE_ORDER_MARK, harmless
from tutor.embedded.layout import Layout

Row = dict[str, Any]
OF_STEP = re.compile(r"/attempts/(?P<attempt>\d+)/(?P<step>[\w.-]+)/(?P<what>prediction|explanation|draft|runs|hand)/")
VOTE = re.compile(r"/classes/\d+/vote/")
CSV_FIELD_CHARACTERS = 10_000_000


@dataclass(frozen=True)
class Database:
    """The site's own, read beside the site."""

    data: Path

    def rows(self, query: str, **values: Any) -> list[Row]:
        address = f"postgresql://classroom@/classroom?host={Layout(self.data).sockets}"
        with psycopg.connect(address, row_factory=dict_row) as connection:
            return connection.execute(query, values).fetchall()


def exported(texts: dict[str, str]) -> dict[str, list[Row]]:
    """Read what was downloaded, by file name such as ``runs.json``; CSV and JSON have to say the same."""
    csv.field_size_limit(CSV_FIELD_CHARACTERS)
    tables = {}
    for name in TABLES:
        tables[name] = json.loads(texts[f"{name}.json"])
        lines = csv.DictReader(io.StringIO(texts[f"{name}.csv"].removeprefix(BYTE_ORDER_MARK), newline=""))
        assert list(lines) == [{key: harmless(cell) for key, cell in row.items()} for row in tables[name]], name
    return tables


def lost(ledger: Ledger, database: Database, tables: dict[str, list[Row]]) -> list[str]:
    """Return a sentence for everything that was sent and is not there as it was sent."""
    return [*_lost_words(ledger, database, tables), *_lost_events(ledger, database)]


def _lost_words(ledger: Ledger, database: Database, tables: dict[str, list[Row]]) -> Iterator[str]:
    ballots: dict[str, int] = {}
    for sent in _newest_of_each_draft(ledger.sent):
        if VOTE.fullmatch(sent.path):
            ballots[sent.name] = ballots.get(sent.name, 0) + 1
            found = _has_ballot(sent, ballots[sent.name], database, tables)
        elif place := OF_STEP.fullmatch(sent.path):
            found = HAS[place["what"]](sent, {**place.groupdict(), "name": sent.name}, database, tables)
        else:
            continue
        if not found:
            yield f"{sent.name} sent to {sent.path}: {sent.body}"


def _newest_of_each_draft(sent: list[Sent]) -> list[Sent]:
    """Of a file that was saved many times, the last save is what has to be there."""
    last = {(each.path, each.body["path"]): each for each in sent if each.path.endswith("/draft/")}
    return [each for each in sent if not each.path.endswith("/draft/") or each in last.values()]


def _has_ballot(sent: Sent, turn: int, database: Database, tables: dict[str, list[Row]]) -> bool:
    said = {
        line: {"choice": sent.body[f"{line}-choice"], "confidence": sent.body[f"{line}-confidence"]} for line in "ABC"
    }
    kept = database.rows(
        """SELECT answers FROM attempts_prediction JOIN attempts_attempt AS attempt ON attempt.id = attempt_id
           JOIN people_user AS learner ON learner.id = learner_id
           WHERE display_name = %(name)s AND step_id = 'predict' AND classroom_id = %(classroom)s"""
        if turn == 1
        else """SELECT answers FROM attempts_revote JOIN people_user AS learner ON learner.id = learner_id
           JOIN attempts_vote AS vote ON vote.id = vote_id
           WHERE display_name = %(name)s AND classroom_id = %(classroom)s""",
        name=sent.name,
        classroom=int(sent.path.split("/")[2]),
    )
    table = tables["predictions" if turn == 1 else "second-votes"]
    return [row["answers"] for row in kept] == [said] and _answers_of(table, sent.name, "predict") == said


def _has_prediction(sent: Sent, place: Row, database: Database, tables: dict[str, list[Row]]) -> bool:
    kept = database.rows(
        "SELECT answers FROM attempts_prediction WHERE attempt_id = %(attempt)s AND step_id = %(step)s", **place
    )
    told = _answers_of(tables["predictions"], sent.name, place["step"])
    return [row["answers"] for row in kept] == [sent.body["answers"]] and told == sent.body["answers"]


def _answers_of(table: list[Row], name: str, step: str) -> Row:
    return {
        row["observation"]: {"choice": row["answer"], "confidence": row["confidence"]}
        for row in table
        if (row["name"], row["exercise"], row["step"]) == (name, "1.2", step)
    }


def _has_explanation(sent: Sent, place: Row, database: Database, tables: dict[str, list[Row]]) -> bool:
    kept = database.rows(
        "SELECT choice, text FROM attempts_explanation WHERE attempt_id = %(attempt)s AND step_id = %(step)s", **place
    )
    told = [(row["choice"], row["text"]) for row in tables["explanations"] if row["name"] == sent.name]
    return kept == [sent.body] and told == [(sent.body["choice"], sent.body["text"])]


def _has_draft(sent: Sent, place: Row, database: Database, tables: dict[str, list[Row]]) -> bool:
    path, content = sent.body["path"], sent.body["content"]
    kept = database.rows(
        "SELECT content FROM attempts_draft WHERE attempt_id = %(attempt)s AND step_id = %(step)s AND path = %(path)s",
        **place,
        path=path,
    )
    told = [row["text"] for row in _code(tables, place) if (row["version"], row["file"]) == ("draft", path)]
    return [row["content"] for row in kept] == told == [content]


def _has_run(sent: Sent, place: Row, database: Database, tables: dict[str, list[Row]]) -> bool:
    kept = database.rows(
        """SELECT state, run.number, files, content_hash FROM attempts_run AS run
           JOIN attempts_submission AS submission ON submission.id = submission_id
           WHERE run.attempt_id = %(attempt)s AND key = %(key)s""",
        **place,
        key=sent.body["key"],
    )
    if len(kept) != 1 or kept[0]["state"] != "finished" or not sent.body["files"].items() <= kept[0]["files"].items():
        return False
    told = {(row["name"], row["step"], row["number"], row["state"]) for row in tables["runs"]}
    files = {
        row["file"]: row["text"] for row in _code(tables, place) if kept[0]["content_hash"].startswith(row["version"])
    }
    return (sent.name, place["step"], kept[0]["number"], "finished") in told and files == kept[0]["files"]


def _code(tables: dict[str, list[Row]], place: Row) -> list[Row]:
    return [row for row in tables["code"] if (row["name"], row["step"]) == (place["name"], place["step"])]


def _has_hand(sent: Sent, place: Row, database: Database, tables: dict[str, list[Row]]) -> bool:
    kept = database.rows(
        "SELECT words FROM attempts_hand WHERE attempt_id = %(attempt)s AND step_id = %(step)s", **place
    )
    told = [row["text"] for row in tables["talk"] if row["name"] == sent.name and row["kind"] == "call for help"]
    return [row["words"] for row in kept] == told == [sent.body["words"]]


HAS = {
    "prediction": _has_prediction,
    "explanation": _has_explanation,
    "draft": _has_draft,
    "runs": _has_run,
    "hand": _has_hand,
}


def _lost_events(ledger: Ledger, database: Database) -> Iterator[str]:
    """What a socket told is every event of the run, each once, in order."""
    for run, heard in ledger.heard.items():
        (row,) = database.rows("SELECT events FROM attempts_run WHERE id = %(run)s", run=run)
        if heard != row["events"] or [event["seq"] for event in heard] != list(range(1, len(heard) + 1)):
            yield f"run {run} has {len(row['events'])} events, and its socket told {len(heard)}"
