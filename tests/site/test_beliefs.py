"""Who is sure and wrong: counted from the newest answers, shown with what refutes them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.site.scene import RIGHT, WRONG, Scene
from tutor.attempts.models import Attempt, Prediction, Revote, Vote
from tutor.dashboard.beliefs import beliefs, holders
from tutor.dashboard.distribution import distribution
from tutor.people.models import Classroom, Membership, User

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def page(classroom: Classroom) -> str:
    return f"/classes/{classroom.pk}/dashboard/beliefs/M1/"


def others(classroom: Classroom, *said: tuple[str, str]) -> None:
    """Students who chose this for C, this surely."""
    for number, (choice, confidence) in enumerate(said):
        user = User.objects.create_user(f"s{number}", display_name=f"S {number}")
        Membership.objects.create(user=user, classroom=classroom, name_key=str(user))
        attempt = Attempt.objects.create(learner=user, classroom=classroom, exercise_id="1.2")
        answers = {"C": {"choice": choice, "confidence": confidence}}
        Prediction.objects.create(attempt=attempt, step_id="predict", answers=answers)


def test_the_newest_answer_says_what_is_believed_now(scene: Scene, classroom: Classroom) -> None:
    assert beliefs(classroom) == []
    scene.predict(WRONG, "sure")
    assert beliefs(classroom) == [{"id": "M1", "now": 1, "sure": 1, "before": 1, "asked": 1}]
    scene.explain("never-loaded")
    assert beliefs(classroom) == [{"id": "M1", "now": 0, "sure": 0, "before": 1, "asked": 1}]


def test_an_explanation_out_of_the_belief_is_holding_it(scene: Scene, classroom: Classroom) -> None:
    scene.predict(RIGHT, "sure")
    scene.explain("expired")
    assert beliefs(classroom) == [{"id": "M1", "now": 1, "sure": 0, "before": 0, "asked": 1}]
    (holder,) = holders(classroom, "M1")
    assert (holder.name, holder.step_id, holder.question, holder.confidence) == ("Alice", "explain", "", None)


def test_the_surest_come_first(
    scene: Scene, as_bob: Client, classroom: Classroom, page: str, django_assert_num_queries
) -> None:
    scene.predict(WRONG, "think")
    others(classroom, ("prints", "guess"), ("raises", "sure"), ("prints", "sure"))
    assert beliefs(classroom) == [{"id": "M1", "now": 3, "sure": 1, "before": 3, "asked": 4}]
    with django_assert_num_queries(6):  # session, user, membership, holders, counts, unread explanations
        answer = as_bob.get(page)
    shown = [(row["holder"].name, row["holder"].confidence) for row in answer.context["holders"]]
    assert shown == [("S 2", "sure"), ("Alice", "think"), ("S 0", "guess")]
    assert answer.context["holders"][0]["said"]["answer"].startswith("It prints `C:")
    assert [each["text"][:12] for each in answer.context["refutations"]] == ["You expected", "The commit d"]


def test_only_this_classs_students_count(scene: Scene, as_bob: Client, bob: User, classroom: Classroom) -> None:
    other = Classroom.objects.create(name="11a", course_id="async-sqlalchemy")
    others(other, ("prints", "sure"))
    attempt = Attempt.objects.create(learner=bob, classroom=classroom, exercise_id="1.2")
    Scene(attempt, as_bob).predict(WRONG)
    assert beliefs(classroom) == []


def test_nobody_asked_is_not_nobody_holding_it(scene: Scene, as_bob: Client, page: str) -> None:
    assert "Nobody was asked yet." in as_bob.get(page).text
    scene.predict(RIGHT)
    assert "Nobody, as far as their newest answers tell." in as_bob.get(page).text


def test_who_may_see_it(scene: Scene, as_bob: Client, as_tess: Client, as_charlie: Client, page: str) -> None:
    assert as_tess.get(page).status_code == 200
    for client in (scene.client, as_charlie):
        assert client.get(page).status_code == 404
    assert as_bob.get(page.replace("M1", "M99")).status_code == 404
    assert as_bob.post(page).status_code == 405


def test_later_evidence_counts_wherever_it_is(scene: Scene, classroom: Classroom) -> None:
    scene.explain("expired")
    scene.predict(RIGHT)
    Prediction.objects.filter().update(committed_at=timezone.now() - timedelta(days=1))
    assert beliefs(classroom)[0]["now"] == 1


def test_a_survey_is_evidence_too(scene: Scene, classroom: Classroom) -> None:
    kinds = Classroom.objects.create(name="11a", course_id="kinds")
    Membership.objects.create(user=scene.attempt.learner, classroom=kinds, name_key="alice")
    attempt = Attempt.objects.create(learner=scene.attempt.learner, classroom=kinds, exercise_id="1")
    said = {"flush": ("agree", "sure"), "order": ("disagree", "sure"), "rollback": ("agree", "guess")}
    answers = {key: {"choice": choice, "confidence": confidence} for key, (choice, confidence) in said.items()}
    Prediction.objects.create(attempt=attempt, step_id="survey", answers=answers)
    held = {each["id"]: (each["now"], each["sure"]) for each in beliefs(kinds)}
    assert held == {"N1": (1, 1), "N2": (0, 0)}
    assert beliefs(classroom) == []


def test_what_was_said_in_a_survey_is_shown(scene: Scene, as_bob: Client, bob: User) -> None:
    kinds = Classroom.objects.create(name="11a", course_id="kinds")
    Membership.objects.create(user=scene.attempt.learner, classroom=kinds, name_key="alice")
    Membership.objects.create(user=bob, classroom=kinds, name_key="bob", role="instructor")
    attempt = Attempt.objects.create(learner=scene.attempt.learner, classroom=kinds, exercise_id="1")
    answers = {"flush": {"choice": "agree", "confidence": "sure"}}
    Prediction.objects.create(attempt=attempt, step_id="survey", answers=answers)
    typed = {"A": {"number": 2, "confidence": "think"}, "C": {"order": ["begin", "insert"], "confidence": "guess"}}
    Prediction.objects.create(attempt=attempt, step_id="predict", answers=typed)
    room = f"/classes/{kinds.pk}/dashboard/"
    (row,) = as_bob.get(f"{room}beliefs/N1/").context["holders"]
    assert row["said"]["answer"].startswith("agree: After `flush()`")
    told = as_bob.get(f"{room}students/{attempt.learner_id}/1/").text
    assert "begin → insert" in told


def test_a_second_vote_is_later_evidence(scene: Scene, as_bob: Client, classroom: Classroom, page: str) -> None:
    scene.predict(RIGHT, "think")
    vote = Vote.objects.create(classroom=classroom, exercise_id="1.2", step_id="predict", phase="over")
    answers = {key: {"choice": choice, "confidence": "sure"} for key, choice in WRONG.items()}
    Revote.objects.create(vote=vote, learner=scene.attempt.learner, answers=answers)
    assert beliefs(classroom) == [{"id": "M1", "now": 1, "sure": 1, "before": 0, "asked": 1}]
    assert [(each.round, each.confidence) for each in holders(classroom, "M1")] == [(2, "sure")]
    assert "second vote" in as_bob.get(page).text


def test_the_live_page_tells_both_votes_apart(scene: Scene, classroom: Classroom) -> None:
    scene.predict(RIGHT, "think")
    vote = Vote.objects.create(classroom=classroom, exercise_id="1.2", step_id="predict", phase="over")
    answers = {"C": {"choice": "prints", "confidence": "sure"}}
    Revote.objects.create(vote=vote, learner=scene.attempt.learner, answers=answers)
    assert distribution(classroom)["1.2/predict"]["C"] == {
        "raises": {"guess": 0, "think": 1, "sure": 0},
        "prints": {"guess": 0, "think": 0, "sure": 0, "again": 1},
    }
