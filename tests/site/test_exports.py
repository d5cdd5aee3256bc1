"""What a class did, as tables: complete, in any spreadsheet, and harmless there."""

import csv
import io
import json
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.site.scene import WRONG, Scene
from tutor.attempts.models import Explanation, Revote, Run, Vote
from tutor.dashboard.export_tables import TABLES
from tutor.dashboard.exports import harmless
from tutor.people.models import Classroom


def url(classroom: Classroom, table: str, form: str) -> str:
    return f"/classes/{classroom.pk}/dashboard/export/{table}.{form}"


def text(client: Client, classroom: Classroom, table: str, form: str) -> str:
    answer = client.get(url(classroom, table, form))
    assert answer.status_code == 200
    assert f"-{table}-" in answer["Content-Disposition"]
    return content_of(answer)


def content_of(answer: HttpResponse) -> str:
    """Read a file as a server does that asks for it piece by piece."""

    async def read() -> str:
        return b"".join([piece async for piece in answer]).decode()

    return async_to_sync(read)()


def rows(client: Client, classroom: Classroom, table: str) -> list[dict[str, str]]:
    content = text(client, classroom, table, "csv")
    assert content.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(content[1:])))


def test_runs_come_as_they_were_asked_for(scene: Scene, classroom: Classroom, as_bob: Client) -> None:
    for number in range(6):
        run = scene.queued("fix", files={"main.py": f"# {number}\n"})
        Run.objects.filter(pk=run.pk).update(state="finished", status="ok", finished=run.created)
    assert [row["number"] for row in rows(as_bob, classroom, "runs")] == list("123456")


def test_what_alice_did(scene: Scene, classroom: Classroom, as_bob: Client) -> None:
    scene.predict(WRONG, "sure")
    scene.explain(text="=1+1, she wrote")
    scene.queued("fix")
    predictions = rows(as_bob, classroom, "predictions")
    assert [(row["name"], row["observation"], row["answer"], row["confidence"]) for row in predictions] == [
        ("Alice", letter, WRONG[letter], "sure") for letter in "ABC"
    ]
    (explanation,) = rows(as_bob, classroom, "explanations")
    assert (explanation["choice"], explanation["right"], explanation["text"]) == (
        "never-loaded", "True", "'=1+1, she wrote",
    )  # fmt: skip
    (run,) = rows(as_bob, classroom, "runs")
    assert (run["exercise"], run["step"], run["state"], run["verdict"]) == ("1.2", "fix", "queued", "none")
    assert {row["name"] for row in rows(as_bob, classroom, "people")} == {"Alice", "Bob"}


def test_words_and_code(scene: Scene, classroom: Classroom, as_bob: Client) -> None:
    scene.save("print('mine')\n", 0)
    run = scene.queued("fix", files={"main.py": "print('sent')\n"})
    scene.post("fix", "hand", {"words": "Where is it?"})
    scene.post("fix", "talk/say", {"text": "+1"})
    code = {(row["version"], row["file"]): row["text"] for row in rows(as_bob, classroom, "code")}
    assert code == {
        ("draft", "main.py"): "print('mine')\n",
        (run.submission.version, "main.py"): "print('sent')\n",
    }
    talk = [(row["kind"], row["author"], row["step"], row["text"]) for row in rows(as_bob, classroom, "talk")]
    assert talk == [("call for help", "Alice", "fix", "Where is it?"), ("comment", "Alice", "fix", "'+1")]


def test_json_holds_the_same_as_it_was(scene: Scene, classroom: Classroom, as_bob: Client) -> None:
    scene.explain(text="=1+1")
    told: list[dict[str, Any]] = json.loads(text(as_bob, classroom, "explanations", "json"))
    assert [(row["text"], row["right"]) for row in told] == [("=1+1", True)]
    assert json.loads(text(as_bob, classroom, "runs", "json")) == []


@pytest.mark.parametrize("table", TABLES)
def test_as_many_queries_for_many_rows(
    table: str,
    scene: Scene,
    classroom: Classroom,
    as_bob: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    scene.predict()
    scene.explain()
    for _ in range(3):
        scene.queued("fix").attempt.runs.update(state="cancelled", status="stopped", finished="2026-01-01T00:00:00Z")
    with django_assert_max_num_queries(6):
        text(as_bob, classroom, table, "csv")


def test_what_the_questions_are_worth(scene: Scene, classroom: Classroom, as_bob: Client) -> None:
    scene.predict(WRONG, "sure")
    scene.explain("expired")
    found = {row["question"]: row for row in rows(as_bob, classroom, "questions")}
    assert (found["C"]["answers"], found["C"]["right"], found["C"]["separation"]) == ("1", "", "")
    assert (found[""]["answers"], found[""]["right"], found[""]["separation people"]) == ("1", "0", "0")
    told = {row["step"]: row["people who ran it"] for row in rows(as_bob, classroom, "steps")}
    assert told == {"predict": "0", "explain": "0", "fix": "0"}


def test_what_was_judged_again(scene: Scene, classroom: Classroom, as_bob: Client) -> None:
    scene.explain("never-loaded")
    Explanation.objects.update(correct=False, exercise_hash="old")
    for action in ("begin", "apply-better"):
        as_bob.post(f"/classes/{classroom.pk}/dashboard/questions/1.2/regrade/", {"action": action})
    (row,) = rows(as_bob, classroom, "judged-again")
    assert (row["name"], row["change"], row["fate"], row["changes"], row["asked by"]) == (
        "Alice", "better", "applied", "correct wrong right", "Bob",
    )  # fmt: skip


def test_second_votes(scene: Scene, classroom: Classroom, as_bob: Client) -> None:
    vote = Vote.objects.create(classroom=classroom, exercise_id="1.2", step_id="predict", phase="over")
    answers = {"C": {"choice": "raises", "confidence": "guess"}}
    Revote.objects.create(vote=vote, learner=scene.attempt.learner, answers=answers)
    (row,) = rows(as_bob, classroom, "second-votes")
    assert (row["name"], row["step"], row["observation"], row["answer"]) == ("Alice", "predict", "C", "raises")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_a_formula_is_a_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["select", "1 - 1", "a=b", "", "M1"])
def test_a_text_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def test_what_is_not_there(classroom: Classroom, as_bob: Client) -> None:
    for table, form in (("secrets", "csv"), ("runs", "exe")):
        assert as_bob.get(url(classroom, table, form)).status_code == 404
    assert as_bob.post(url(classroom, "runs", "csv")).status_code == 405
    assert as_bob.get(f"/classes/{classroom.pk}/dashboard/export/").status_code == 200
