"""Bob looks at what Alice did, moment by moment, and writes to her about a line."""

import pytest
from django.test import Client

from tests.site.conftest import signed_in
from tests.site.scene import Scene
from tests.site.test_dashboard import picture
from tutor.attempts.execution import Result
from tutor.attempts.models import Comment, Hand
from tutor.attempts.playing import play_run
from tutor.people.models import Classroom, User

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def page(classroom: Classroom, alice: User) -> str:
    return f"/classes/{classroom.pk}/dashboard/students/{alice.pk}/1.2/"


def test_the_timeline_tells_everything_in_order(scene: Scene, as_bob: Client, page: str, worker, program) -> None:
    scene.predict()
    program.result = Result("failed", "none", observations=[{"id": "C", "match": False, "actual_text": "It raises."}])
    play_run(scene.queued("predict").pk, worker)
    scene.explain("expired", "So <b>it</b> is.")
    scene.save("first\n", 0)
    program.result = Result(
        "ok", "failed", checks=[{"name": "a", "sentence": "It prints.", "verdict": "failed", "message": "No."}]
    )
    play_run(scene.queued("fix", files={"main.py": "first\n"}).pk, worker)
    play_run(scene.queued("fix", files={"main.py": "first\nsecond\n"}).pk, worker)
    scene.post("fix", "hand", {"words": "Lost."})
    answer = as_bob.get(page)
    predict, explain, fix = answer.context["stories"]
    assert [moment.kind for moment in predict.moments] == ["prediction", "run"]
    assert predict.moments[0].answers[2]["belief"] == "M1"
    assert [moment.kind for moment in explain.moments] == ["explanation"]
    assert [moment.kind for moment in fix.moments] == ["draft", "run", "run", "hand"]
    ((_, lines),) = fix.moments[2].files
    assert [(line.whose, line.text, line.number) for line in lines] == [("same", "first", 1), ("new", "second", 2)]
    for words in (
        "It raises.",
        "So &lt;b&gt;it&lt;/b&gt; is.",
        "wrong mechanism",
        "It prints.",
        "Lost.",
        "asks for help",
    ):
        assert words in answer.text


def test_constant_queries(scene: Scene, as_bob: Client, page: str, worker, django_assert_num_queries) -> None:
    # session, user, membership, student, attempt, hand, stays, predictions, explanations, runs, drafts, hands, comments
    with django_assert_num_queries(13):
        as_bob.get(page)
    for number in range(5):
        scene.save(f"{number}", number)
        play_run(scene.queued("fix", files={"main.py": str(number)}).pk, worker)
        scene.post("fix", "talk/say", {"text": "Hello?"})
        scene.post("fix", "hand", {})
    with django_assert_num_queries(13):
        as_bob.get(page)


def test_a_comment_lands_on_its_line_and_answers_the_hand(scene: Scene, as_tess: Client, page: str) -> None:
    scene.save("one\n two\n", 0)
    scene.post("fix", "hand", {})
    answer = as_tess.post(f"{page}fix/comment/", {"text": "Look here.", "place": "main.py:2"})
    assert answer.url == f"{page}#step-fix"
    (comment,) = scene.client.get(scene.url("fix", "talk")).json()["comments"]
    assert (comment["author"], comment["line"], comment["quoted"]) == ("Tess", {"file": "main.py", "line": 2}, "two")
    assert Hand.objects.get().lowered_by.username == "tess"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"text": "", "place": ""}, "Write something first."),
        ({"text": "x", "place": "main.py"}, "is no line of this step"),
        ({"text": "x", "place": "other.py:3"}, "is no line of this step"),
        ({"text": "x", "place": "main.py:0"}, "is no line of this step"),
        ({"text": "x", "place": "main.py:²"}, "is no line of this step"),
        ({"text": "x" * 4001}, "at most 4000"),
    ],
)
def test_bad_comments_get_a_sentence(scene: Scene, as_bob: Client, page: str, body, sentence: str) -> None:
    assert sentence in as_bob.post(f"{page}fix/comment/", body, follow=True).text
    assert not Comment.objects.exists()


def test_a_hand_is_on_the_dashboard_until_it_is_lowered(
    scene: Scene, as_bob: Client, classroom: Classroom, page: str
) -> None:
    scene.post("fix", "hand", {})
    (row,) = picture(classroom)["students"]
    assert row["hand"]["step"] == "1.2/fix"
    as_bob.post(f"{page}lower/")
    (row,) = picture(classroom)["students"]
    assert row["hand"] is None


def test_the_students_own_address_leads_to_where_they_are(
    scene: Scene, as_bob: Client, classroom: Classroom, page: str
) -> None:
    assert as_bob.get(page.removesuffix("1.2/")).url == page
    scene.attempt.delete()
    assert as_bob.get(page.removesuffix("1.2/")).url == page
    assert "has not opened this exercise yet" in as_bob.get(page).text


@pytest.mark.parametrize(("path", "method"), [("", "get"), ("lower/", "post"), ("fix/comment/", "post")])
def test_who_may(scene: Scene, as_bob: Client, as_charlie: Client, charlie: User, page: str, path, method) -> None:
    for client in (as_charlie, scene.client):
        assert getattr(client, method)(page + path).status_code == 404
    assert as_bob.put(page + path).status_code == 405
    assert (
        getattr(as_bob, method)(page.replace(f"/{scene.attempt.learner_id}/", f"/{charlie.pk}/") + path).status_code
        == 404
    )
    assert signed_in(charlie).get(page).status_code == 404
