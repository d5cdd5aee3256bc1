"""Bob looks at what Alice did, moment by moment, and writes to her about a line."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.site.conftest import signed_in
from tests.site.scene import Scene
from tests.site.test_dashboard import picture
from tutor.attempts.execution import Result
from tutor.attempts.models import Comment, DraftVersion, Explanation, Hand, Run
from tutor.attempts.playing import play_run
from tutor.dashboard.typing_history import MOST_VERSIONS
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
    assert re.search(r'aria-current="page">People<', answer.text)
    predict, explain, fix = answer.context["stories"]
    assert [moment.kind for moment in predict.moments] == ["prediction", "run"]
    assert predict.moments[0].answers[2]["belief"] == "M1"
    assert [moment.kind for moment in explain.moments] == ["explanation"]
    assert [moment.kind for moment in fix.moments] == ["draft", "typing", "run", "run", "hand"]
    ((_, lines),) = fix.moments[3].files
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
    # session, user, membership, student, attempt, hand; of the timeline: stays, predictions, explanations, runs,
    # versions, judgements, drafts, hands, comments
    with django_assert_num_queries(16):
        as_bob.get(page)
    for number in range(5):
        scene.save(f"{number}", number)
        play_run(scene.queued("fix", files={"main.py": str(number)}).pk, worker)
        scene.post("fix", "talk/say", {"text": "Hello?"})
        scene.post("fix", "hand", {})
    with django_assert_num_queries(16):
        as_bob.get(page)


def test_a_comment_lands_on_its_line_and_answers_the_hand(scene: Scene, as_tess: Client, page: str) -> None:
    scene.save("one\n two\n", 0)
    scene.post("fix", "hand", {})
    answer = as_tess.post(f"{page}fix/comment/", {"text": "Look here.", "place": "main.py:2"})
    place = f"comment-{Comment.objects.get().pk}"
    assert answer.url == f"{page}#{place}"
    assert f'id="{place}"' in as_tess.get(page).text
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


def test_what_was_typed_is_told_run_by_run(scene: Scene, as_bob: Client, page: str, worker, program) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    starter = "".join(f"line {number}\n" for number in range(20))
    scene.save(starter, 0)
    play_run(scene.queued("fix", files={"main.py": starter}).pk, worker)
    Run.objects.update(created=long_ago + timedelta(minutes=2))
    draft = DraftVersion.objects.get().draft
    DraftVersion.objects.update(began=long_ago, saved=long_ago)
    for minute, text in ((3, starter.replace("line 1\n", "")), (4, starter.replace("line 1\n", "") + "end\n")):
        at = long_ago + timedelta(minutes=minute)
        DraftVersion.objects.create(draft=draft, revision=minute, content=text, began=at, saved=at)
    answer = as_bob.get(page)
    fix = answer.context["stories"][2]
    before, after = [moment.row for moment in fix.moments if moment.kind == "typing"]
    assert (before.run.number, len(before.versions), after.run, after.minutes) == (1, 1, None, 1)
    changes = [
        [[(line.whose, line.text) for line in lines if line.whose != "same"] for lines in version.hunks]
        for version in after.versions
    ]
    assert changes == [[[("old", "line 1")]], [[("new", "end")]]]
    assert len(after.versions[0].hunks[0]) == 4, "two lines around it, where there are some"
    assert "then run 1" in " ".join(answer.text.split())


def test_more_versions_than_anybody_reads(scene: Scene, as_bob: Client, page: str) -> None:
    scene.save("0\n", 0)
    draft = DraftVersion.objects.get().draft
    DraftVersion.objects.bulk_create(
        DraftVersion(draft=draft, revision=number, content=f"{number}\n") for number in range(2, 60)
    )
    (typing,) = [moment.row for moment in as_bob.get(page).context["stories"][2].moments if moment.kind == "typing"]
    assert (len(typing.versions), typing.left_out) == (MOST_VERSIONS, 19)


def test_a_judgement_that_changed_is_in_the_timeline(scene: Scene, as_bob: Client, page: str) -> None:
    scene.explain("never-loaded")
    Explanation.objects.update(correct=False, exercise_hash="old")
    room = page.partition("students/")[0]
    for action in ("begin", "apply-better"):
        as_bob.post(f"{room}questions/1.2/regrade/", {"action": action})
    moments = as_bob.get(page).context["stories"][1].moments
    assert [moment.kind for moment in moments][:2] == ["explanation", "rejudged"]
    assert moments[1].changes == [("mechanism", "wrong", "right")]
