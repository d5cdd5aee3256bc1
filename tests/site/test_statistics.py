"""How a class answered each question: counted from all answers, told with the number of people it rests on."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.site.lecture_hall import fill, long_course
from tests.site.scene import RIGHT, WRONG, Scene
from tutor.attempts.models import Attempt, Explanation, Prediction, Revote, Run, Stay, Submission, Vote
from tutor.catalog.courses import course
from tutor.dashboard.statistics.flow import PEOPLE, flow
from tutor.dashboard.statistics.numbers import Numbers
from tutor.dashboard.statistics.steps import Time
from tutor.dashboard.statistics.told import duration, of_exercise, overview, separation_in_words, time_in_words
from tutor.people.models import Classroom, Membership, User

__all__ = ["long_course"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]

SEEN = [{"id": key, "actual": choice, "match": True} for key, choice in RIGHT.items()]


@pytest.fixture
def page(classroom: Classroom) -> str:
    return f"/classes/{classroom.pk}/dashboard/questions/"


def student(classroom: Classroom, name: str, exercise: str = "1.2") -> Attempt:
    user = User.objects.create_user(name, display_name=name.title())
    Membership.objects.create(user=user, classroom=classroom, name_key=name)
    return Attempt.objects.create(learner=user, classroom=classroom, exercise_id=exercise)


def predicts(attempt: Attempt, choices: dict[str, str], confidence: str = "sure") -> None:
    answers = {key: {"choice": choice, "confidence": confidence} for key, choice in choices.items()}
    Prediction.objects.create(attempt=attempt, step_id="predict", answers=answers)


def ran(attempt: Attempt, number: int = 1, step: str = "predict", verdict: str = "none", **more: object) -> Run:
    submission, _ = Submission.objects.get_or_create(
        attempt=attempt, step_id=step, content_hash=str(number), defaults={"files": {}}
    )
    return Run.objects.create(
        attempt=attempt, learner=attempt.learner, submission=submission, step_id=step, number=number,
        key=uuid.uuid4(), exercise_hash="", environment="current", limit_seconds=10, verdict=verdict,
        **{"state": "finished", "status": "ok", "finished": timezone.now(), **more},
    )  # fmt: skip


def told(classroom: Classroom, step: str, question: str):
    for each in of_exercise(classroom, course("async-sqlalchemy"), course("async-sqlalchemy").exercise("1.2")):
        for one in each.questions:
            if (each.step.id, one.question.id) == (step, question):
                return one
    raise AssertionError(question)


def test_what_is_right_is_what_a_run_showed(scene: Scene, classroom: Classroom) -> None:
    predicts(scene.attempt, WRONG, "sure")
    predicts(student(classroom, "ben"), RIGHT, "guess")
    assert told(classroom, "predict", "C").share is None
    ran(scene.attempt, observations=SEEN)
    found = told(classroom, "predict", "C")
    assert (found.share, found.numbers.asked, found.numbers.surely_wrong) == (50, 2, 1)
    rows = [(row.number, row.right, [(part.confidence, part.width) for part in row.parts]) for row in found.rows]
    assert rows[:2] == [(1, False, [("sure", 50.0)]), (1, True, [("guess", 50.0)])]
    assert found.rows[0].belief.startswith("`expire_on_commit")


def test_a_mechanism_is_right_without_a_run(scene: Scene, classroom: Classroom) -> None:
    scene.explain("expired")
    Explanation.objects.create(
        attempt=student(classroom, "ben"), step_id="explain", choice="never-loaded", correct=True, text="So."
    )
    found = told(classroom, "explain", "")
    assert (found.share, found.numbers.asked, found.numbers.surely_wrong) == (50, 2, 0)


def test_a_second_vote_shows_who_moved_where(scene: Scene, classroom: Classroom) -> None:
    ran(scene.attempt, observations=SEEN)
    vote = Vote.objects.create(classroom=classroom, exercise_id="1.2", step_id="predict", phase="over")
    people = {"alice": scene.attempt, "ben": student(classroom, "ben"), "cara": student(classroom, "cara")}
    for name, first, again in (("alice", WRONG, RIGHT), ("ben", WRONG, WRONG), ("cara", RIGHT, RIGHT)):
        predicts(people[name], first)
        answers = {key: {"choice": choice, "confidence": "sure"} for key, choice in again.items()}
        Revote.objects.create(vote=vote, learner=people[name].learner, answers=answers)
    found = told(classroom, "predict", "C")
    assert (found.share, found.share_before, found.share_again, found.moved) == (33, 33, 67, 1)
    assert [line for _, line in found.moves][:2] == [[1, 1, 0, 0], [0, 1, 0, 0]]
    assert sorted(band.way for band in found.picture.bands) == ["gained", "stayed", "stayed"]
    assert told(classroom, "predict", "A").moved == 0


def test_the_picture_is_as_high_as_people_are_many() -> None:
    drawn = flow({("a", "b"): 3, ("b", "a"): 1}, {"a": "1", "b": "2"}, "b")
    assert [(node.number, node.height) for node in drawn.before] == [(3, PEOPLE * 3 / 4), (1, PEOPLE / 4)]
    assert sum(node.height for node in drawn.after) == PEOPLE
    assert [band.way for band in drawn.bands] == ["gained", "lost"]


def test_what_is_typed_is_compared_as_the_judge_does(scene: Scene, bob: User) -> None:
    kinds = Classroom.objects.create(name="11a", course_id="kinds")
    attempt = student(kinds, "dora", exercise="1")
    step = next(s for s in course("kinds").exercise("1").steps if s.id == "predict")
    answers, seen = {}, []
    for each in step.observations:
        if each.answer == "number":
            answers[each.id] = {"number": 2, "confidence": "think"}
            seen.append({"id": each.id, "actual": next((c.id for c in each.choices if c.is_ == "2"), "2")})
        elif each.answer == "text":
            answers[each.id] = {"text": " `A  Text`. ", "confidence": "think"}
            seen.append({"id": each.id, "actual": "a text"})
        elif each.answer == "order":
            answers[each.id] = {"order": [event.id for event in each.order], "confidence": "think"}
            seen.append({"id": each.id, "actual": " ".join(event.id for event in each.order)})
    Prediction.objects.create(attempt=attempt, step_id="predict", answers=answers)
    ran(attempt, observations=seen)
    ((_, questions),) = overview(kinds, course("kinds"))
    assert {one.question.id: one.share for one in questions} == dict.fromkeys(answers, 100)
    assert len(answers) >= 3


def test_a_survey_is_counted(scene: Scene) -> None:
    kinds = Classroom.objects.create(name="11a", course_id="kinds")
    attempt = student(kinds, "dora", exercise="1")
    answers = {"flush": {"choice": "agree", "confidence": "sure"}}
    Prediction.objects.create(attempt=attempt, step_id="survey", answers=answers)
    ((_, (one,)),) = overview(kinds, course("kinds"))
    assert (one.question.id, one.share, one.numbers.surely_wrong) == ("flush", 0, 1)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (Numbers(compared=19, separation=0.9), "too few to tell: 19 people answered enough, 20 are needed"),
        (Numbers(compared=20), "all alike: nothing to tell apart"),
        (Numbers(compared=30, separation=0.41), "well: who is right here is mostly right elsewhere (+0.41, 30 people)"),
        (Numbers(compared=30, separation=0.2), "a little (+0.20, 30 people)"),
        (Numbers(compared=30, separation=0.0), "hardly: right and wrong fall on everybody alike (+0.00, 30 people)"),
        (Numbers(compared=30, separation=-0.3), "the wrong way round: look at its words (-0.30, 30 people)"),
    ],
)
def test_how_well_it_tells_apart_in_words(numbers: Numbers, words: str) -> None:
    assert separation_in_words(numbers) == words


def test_a_question_is_held_against_all_others(long_course: str) -> None:
    """Those right in C are right everywhere else too; B says the opposite of the rest."""
    hall = Classroom.objects.create(name="Hall", course_id=long_course)
    fill(hall, 20)
    attempts = Attempt.objects.filter(classroom=hall)
    strong = set(hall.memberships.order_by("pk").values_list("user_id", flat=True)[:10])
    for each in Prediction.objects.select_related("attempt"):
        choices = RIGHT if each.attempt.learner_id in strong else {"A": "raises", "B": "raises", "C": "prints"}
        if each.attempt.exercise_id == "e0":
            choices = {**choices, "B": "raises" if each.attempt.learner_id in strong else "prints"}
        answers = {key: {"choice": choice, "confidence": "think"} for key, choice in choices.items()}
        Prediction.objects.filter(pk=each.pk).update(answers=answers)
    Run.objects.filter(attempt__in=attempts, step_id="predict").update(observations=SEEN)
    found = {one.question.place: one.numbers for _, about in overview(hall, course(long_course)) for one in about}
    assert found["e1", "predict", "C"].separation == pytest.approx(1.0)
    assert found["e0", "predict", "B"].separation == pytest.approx(-1.0)
    # Everybody chose the same mechanism.
    assert found["e1", "explain", ""].separation is None
    assert found["e1", "predict", "C"].compared == 20


def test_time_and_tries(scene: Scene, classroom: Classroom) -> None:
    others = [student(classroom, f"s{n}") for n in range(4)]
    for attempt, seconds in zip([scene.attempt, *others], (60, 120, 180, 240, 300), strict=True):
        Stay.objects.create(attempt=attempt, step_id="fix", seconds=seconds)
    ran(scene.attempt, 1, "fix", "failed")
    ran(scene.attempt, 2, "fix", "errored", status="our_fault")
    ran(scene.attempt, 3, "fix", "passed")
    ran(scene.attempt, 4, "fix", "failed")
    ran(others[0], 1, "fix", "passed")
    ran(others[1], 1, "fix", "failed")
    shown = of_exercise(classroom, course("async-sqlalchemy"), course("async-sqlalchemy").exercise("1.2"))
    fix = next(each for each in shown if each.step.id == "fix")
    assert fix.time_words == "3 min here, half of them between 2 min and 4 min (5 people)"
    assert [(words, number) for words, number, _ in fix.tries_rows if number] == [
        ("1 try", 1), ("2 tries", 1), ("not yet", 1),
    ]  # fmt: skip


def test_durations() -> None:
    assert [duration(each) for each in (0.4, 89, 90, 600)] == ["0 s", "89 s", "2 min", "10 min"]


def test_only_students_of_this_class_count(scene: Scene, as_bob: Client, bob: User, classroom: Classroom) -> None:
    predicts(Attempt.objects.create(learner=bob, classroom=classroom, exercise_id="1.2"), RIGHT)
    predicts(student(Classroom.objects.create(name="11a", course_id="async-sqlalchemy"), "dora"), RIGHT)
    assert overview(classroom, course("async-sqlalchemy")) == []
    assert told(classroom, "predict", "C").numbers.asked == 0


def test_the_pages(scene: Scene, as_bob: Client, as_tess: Client, classroom: Classroom, page: str) -> None:
    assert "Nobody has answered anything yet." in as_bob.get(page).text
    assert "Nobody has answered this yet." in as_bob.get(f"{page}1.2/").text
    predicts(scene.attempt, WRONG)
    assert "not run yet" in as_tess.get(page).text
    assert as_bob.get(f"{page}9.9/").status_code == 404
    assert as_bob.post(page).status_code == 405
    assert scene.client.get(page).status_code == 404


def test_a_step_that_nobody_tried_is_not_one_without_checks(
    scene: Scene, as_bob: Client, classroom: Classroom, page: str
) -> None:
    before = as_bob.get(f"{page}1.2/").text
    assert "Nobody has tried this yet." in before
    assert "Nothing is asked or judged here." not in before
    assert "Judge again after a correction" not in before
    ran(scene.attempt, 1, "fix", "failed")
    after = as_bob.get(f"{page}1.2/").text
    assert "Nobody has tried this yet." not in after
    assert "Judge again after a correction" in after


def test_as_many_queries_for_a_lecture_hall(
    long_course: str, as_bob: Client, bob: User, django_assert_num_queries
) -> None:
    hall = Classroom.objects.create(name="Hall", course_id=long_course)
    Membership.objects.create(user=bob, classroom=hall, role="instructor", name_key="bob")
    room = f"/classes/{hall.pk}/dashboard/questions/"
    for start, number in ((0, 2), (2, 60)):
        fill(hall, number, start=start)
        Run.objects.update(observations=SEEN)
        with django_assert_num_queries(6):  # session, user, membership, what runs showed, numbers, unread explanations
            assert as_bob.get(room).status_code == 200
        with django_assert_num_queries(10):  # the same, counts, moves, times, tries
            assert as_bob.get(f"{room}e1/").status_code == 200


def test_a_later_second_vote_counts(scene: Scene, classroom: Classroom) -> None:
    predicts(scene.attempt, WRONG)
    for days, choice in ((2, "raises"), (1, "none")):
        vote = Vote.objects.create(classroom=classroom, exercise_id="1.2", step_id="predict", phase="over")
        row = Revote.objects.create(
            vote=vote, learner=scene.attempt.learner, answers={"C": {"choice": choice, "confidence": "sure"}}
        )
        Revote.objects.filter(pk=row.pk).update(committed_at=timezone.now() - timedelta(days=days))
    assert [row.again for row in told(classroom, "predict", "C").rows] == [0, 0, 1, 0]


def test_of_a_few_people_no_quartiles_are_told() -> None:
    assert time_in_words(Time(1, 60, 60, 60)) == "60 s here (1 person)"
    assert time_in_words(Time(3, 60, 120, 180)) == "2 min here (3 people)"
    assert time_in_words(Time(4, 60, 120, 180)).startswith("2 min here, half of them between 60 s and 3 min")
