"""What a learner keeps: collisions by belief, a summary to print, a survey before and after."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.site.conftest import signed_in
from tests.site.scene import Scene
from tutor.attempts.models import Attempt, Prediction, Run, Submission
from tutor.attempts.states import State, Status, Verdict
from tutor.people.models import User

pytestmark = [pytest.mark.django_db]

FIRST = {"flush": ("agree", "sure"), "order": ("agree", "think"), "rollback": ("agree", "guess")}
LAST = {"flush": ("disagree", "sure"), "order": ("agree", "guess"), "rollback": ("agree", "sure")}
COLLISION = {
    "id": "A",
    "label": "How many rows does `B:` count?",
    "predicted": "1",
    "predicted_text": "It is `1`.",
    "confidence": "sure",
    "actual": "0",
    "actual_text": "It prints `B: 0`.",
    "match": False,
    "misconception": {"id": "N1", "title": "`flush()` saves"},
    "refutation": "The rollback took it back.",
    "line": None,
}
MATCH = {**COLLISION, "predicted": "0", "predicted_text": "It is `0`.", "match": True, "misconception": None}
OTHER = {
    **COLLISION,
    "id": "C",
    "label": "In which order?",
    "misconception": None,
    "refutation": "It was sent at once.",
}


@pytest.fixture
def notes(store: object, alice: User) -> Scene:
    """Alice at the exercise with one step of every kind."""
    classroom = alice.memberships.get().classroom
    classroom.course_id = "kinds"
    classroom.save()
    return Scene(Attempt.objects.create(learner=alice, classroom=classroom, exercise_id="1"), signed_in(alice))


def url(scene: Scene, page: str) -> str:
    return f"/classes/{scene.attempt.classroom_id}/{page}/"


def believe(scene: Scene, exercise: str, answers: dict[str, tuple[str, str]]) -> None:
    attempt, _ = Attempt.objects.get_or_create(
        learner=scene.attempt.learner, classroom=scene.attempt.classroom, exercise_id=exercise
    )
    said = {key: {"choice": choice, "confidence": sure} for key, (choice, sure) in answers.items()}
    Scene(attempt, scene.client).post("survey", "prediction", {"answers": said})


def saw(scene: Scene, *observations: dict[str, object], number: int = 1) -> None:
    """Record a prediction and a run that ended so."""
    Prediction.objects.get_or_create(attempt=scene.attempt, step_id="predict", defaults={"answers": {}})
    submission, _ = Submission.objects.get_or_create(attempt=scene.attempt, step_id="predict", files={})
    run = Run.objects.create(
        attempt=scene.attempt, learner=scene.attempt.learner, submission=submission, step_id="predict",
        number=number, key=f"{number:032x}", exercise_hash="", environment="current", limit_seconds=5,
    )  # fmt: skip
    Run.objects.filter(pk=run.pk).update(
        state=State.FINISHED, status=Status.OK, verdict=Verdict.NONE, finished=run.created, observations=observations
    )


def test_a_belief_that_was_met_says_whether_it_would_catch_her_again(notes: Scene) -> None:
    saw(notes, COLLISION, OTHER)
    context = notes.client.get(url(notes, "collisions")).context
    (belief,) = context["beliefs"]
    assert (belief.misconception.id, belief.again, context["again"], context["unmet"]) == ("N1", True, 1, 1)
    assert [each.prompt for each in context["others"]] == ["In which order?"]
    # The newest run counts.
    saw(notes, MATCH, number=2)
    (belief,) = notes.client.get(url(notes, "collisions")).context["beliefs"]
    assert not belief.again


def test_what_only_a_survey_asked_about_is_not_given_away(notes: Scene) -> None:
    believe(notes, "1", FIRST)
    page = notes.client.get(url(notes, "collisions"))
    assert page.context["beliefs"] == []
    assert "saves" not in page.text
    saw(notes, COLLISION)
    (belief,) = notes.client.get(url(notes, "collisions")).context["beliefs"]
    assert [each.step.id for each in belief.evidence] == ["survey", "predict"]


def test_a_later_survey_is_newer_evidence(notes: Scene) -> None:
    saw(notes, COLLISION)
    believe(notes, "2", LAST)
    (belief,) = notes.client.get(url(notes, "collisions")).context["beliefs"]
    assert not belief.again


def test_the_summary_tells_what_was_predicted_and_explained(notes: Scene) -> None:
    saw(notes, COLLISION, {**MATCH, "id": "D"})
    notes.explain("", "Because of <b>the rollback</b>.")
    page = notes.client.get(url(notes, "summary"))
    (part,) = page.context["parts"]
    assert (part["exercise"].id, part["matches"], len(part["evidence"])) == ("1", 1, 2)
    assert "Because of &lt;b&gt;the rollback&lt;/b&gt;." in page.text


@pytest.mark.parametrize("page", ["collisions", "summary"])
def test_as_many_queries_for_a_long_story(
    notes: Scene, page: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    believe(notes, "1", FIRST)
    for number in range(1, 6):
        saw(notes, COLLISION, OTHER, number=number)
    notes.explain("", "Because.")
    with django_assert_num_queries(7):  # session, user, membership, attempts, runs, predictions, explanations
        notes.client.get(url(notes, page))


@pytest.mark.parametrize("page", ["collisions", "summary"])
def test_strangers_get_404_and_nobody_posts(notes: Scene, as_charlie: Client, page: str) -> None:
    assert as_charlie.get(url(notes, page)).status_code == 404
    assert notes.client.post(url(notes, page)).status_code == 405


def test_the_closing_survey_is_compared_with_the_first(notes: Scene) -> None:
    believe(notes, "1", FIRST)
    believe(notes, "2", LAST)
    page = notes.client.get(url(notes, "2/survey"))
    compared = page.context["comparison"]
    assert (compared.wrong_before, compared.wrong_after) == (2, 1)
    assert [(each.statement.id, each.words) for each in compared.changes] == [
        ("order", "still the same: look again"),
        ("flush", "you changed your mind"),
        ("rollback", "right before and after"),
    ]
    assert [(each.before.place, each.after.place) for each in compared.changes] == [(22, 36), (8, 92), (64, 92)]
    assert "may give them in any order" in page.text


def test_a_closing_survey_alone_has_no_before(notes: Scene) -> None:
    believe(notes, "2", LAST)
    compared = notes.client.get(url(notes, "2/survey")).context["comparison"]
    assert compared.wrong_before is None
    assert all(each.before is None for each in compared.changes)


def test_what_is_better_taken_before_is_advice(notes: Scene) -> None:
    course = notes.client.get(url(notes, "1").replace("/1/", "/"))
    (chapter,) = course.context["chapters"]
    first, second = chapter["exercises"]
    assert (chapter["minutes"], chapter["done"]) == (15, 0)
    assert first["kinds"][:3] == ["survey", "predict", "explain"]
    assert ([each.id for each in second["better_after"]], first["better_after"]) == (["1"], [])
    page = notes.client.get(url(notes, "2/survey"))
    assert page.status_code == 200
    assert "You can go on all the same." in page.text


def test_a_page_says_what_it_was_verified_with(notes: Scene) -> None:
    told = notes.client.get(url(notes, "1/predict")).context["verified_with"]
    names = [each.rpartition(" ")[0] for each in told]
    assert names == ["SQLAlchemy", "FastAPI", "asyncpg", "PostgreSQL"]
