"""Bob puts a step to the class: first answers, talk, second answers, and then it runs."""

import pytest
from django.test import Client

from tests.site.addresses import classmate
from tests.site.conftest import signed_in
from tests.site.scene import RIGHT, WRONG, Scene
from tutor.attempts.models import Attempt, Phase, Prediction, Revote, Vote
from tutor.catalog.courses import course
from tutor.connections import redis_client
from tutor.dashboard.projector import programs
from tutor.people.models import Classroom, User

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def wall(classroom: Classroom) -> str:
    return f"/classes/{classroom.pk}/dashboard/votes/1.2/predict/"


@pytest.fixture
def booth(classroom: Classroom) -> str:
    return f"/classes/{classroom.pk}/vote/"


def ballot(choices: dict[str, str], confidence: str = "sure") -> dict[str, str]:
    given = {f"{key}-choice": choice for key, choice in choices.items()}
    return given | {f"{key}-confidence": confidence for key in choices}


def bars(client: Client, wall: str) -> list[list[int]]:
    """The two first choices of observation C, in each vote that is shown."""
    choices = client.get(wall).context["questions"][2]["choices"]
    return [[bar.number for bar in choice.bars] for choice in choices][:2]


def test_who_voted_and_left_is_one_of_those_expected(
    scene: Scene, as_bob: Client, classroom: Classroom, wall: str, booth: str
) -> None:
    counts = f"/classes/{classroom.pk}/dashboard/votes/counts.json"
    as_bob.post(f"{wall}move/")
    scene.client.get(booth)
    assert as_bob.get(counts).json() == {"voted": 0, "expected": 1, "phase": "open"}
    scene.client.post(booth, ballot(WRONG))
    redis_client().delete(f"class:{classroom.pk}:here")
    assert as_bob.get(counts).json() == {"voted": 1, "expected": 1, "phase": "open"}


def test_a_whole_vote(scene: Scene, as_bob: Client, classroom: Classroom, wall: str, booth: str) -> None:
    dora = signed_in(classmate(classroom))
    assert "No vote now" in scene.client.get(booth).text
    as_bob.post(f"{wall}move/")
    for client in (scene.client, dora):
        assert "What will happen?" in client.get(booth).text
        client.post(booth, ballot(WRONG))
    assert "Your answer is in" in scene.client.get(booth).text
    counts = as_bob.get(f"/classes/{classroom.pk}/dashboard/votes/counts.json").json()
    assert counts == {"voted": 2, "expected": 2, "phase": "open"}
    assert "wall-bar" not in as_bob.get(wall).text, "nothing is shown while people vote"

    as_bob.post(f"{wall}move/", {"seen": "open"})
    assert bars(as_bob, wall) == [[2], [0]]
    assert "talk with your neighbour" in scene.client.get(booth).text
    as_bob.post(f"{wall}move/", {"seen": "shown"})
    for client, choices in ((scene.client, RIGHT), (dora, WRONG)):
        assert "Vote again" in client.get(booth).text
        client.post(booth, ballot(choices))
    as_bob.post(f"{wall}move/", {"seen": "again"})
    assert bars(as_bob, wall) == [[2, 1], [0, 1]]
    assert Prediction.objects.get(attempt=scene.attempt).answers["C"]["choice"] == "prints"

    gone = as_bob.post(f"{wall}move/", {"seen": "compared"})
    assert gone.url == f"/classes/{classroom.pk}/1.2/predict/"
    assert Prediction.objects.get(attempt__learner__username="bob").answers["A"]["choice"] == "prints"
    assert Vote.objects.get().phase == Phase.OVER


def test_the_wall_tells_how_sure_they_are(scene: Scene, as_bob: Client, wall: str, booth: str) -> None:
    as_bob.post(f"{wall}move/")
    scene.client.post(booth, ballot(WRONG, "guess"))
    as_bob.post(f"{wall}move/", {"seen": "open"})
    answer = as_bob.get(wall)
    (part,) = answer.context["questions"][2]["choices"][0].bars[0].parts
    assert (part.confidence, part.number, part.width) == ("guess", 1, 100)
    assert 'data-sure="guess"' in answer.text


def test_a_vote_that_was_ended_by_mistake_goes_on(scene: Scene, as_bob: Client, wall: str, booth: str) -> None:
    as_bob.post(f"{wall}move/")
    scene.client.post(booth, ballot(WRONG))
    as_bob.post(f"{wall}move/", {"seen": "end"})
    assert "Back to the last vote" in as_bob.get(wall).text
    as_bob.post(f"{wall}move/", {"seen": "over"})
    assert (Vote.objects.get().phase, bars(as_bob, wall)) == (Phase.SHOWN, [[1], [0]])
    as_bob.post(f"{wall}move/", {"seen": "shown"})
    scene.client.post(booth, ballot(RIGHT))
    as_bob.post(f"{wall}move/", {"seen": "end"})
    as_bob.post(f"{wall}move/", {"seen": "over"})
    assert (Vote.objects.get().phase, bars(as_bob, wall)) == (Phase.COMPARED, [[1, 0], [0, 1]])


def test_nobody_runs_what_is_under_vote(
    scene: Scene, as_bob: Client, bob: User, classroom: Classroom, wall: str
) -> None:
    scene.predict()
    as_bob.post(f"{wall}move/")
    assert "voting on this step" in scene.ask("predict").json()["error"]
    assert scene.ask("fix").status_code == 201
    teacher = Scene(Attempt.objects.create(learner=bob, classroom=classroom, exercise_id="1.2"), as_bob)
    teacher.predict()
    assert teacher.ask("predict").status_code == 201
    as_bob.post(f"{wall}move/", {"seen": "end"})
    assert Vote.objects.get().phase == Phase.OVER


def test_a_button_pressed_twice_goes_on_once(scene: Scene, as_bob: Client, wall: str) -> None:
    for _ in range(2):
        as_bob.post(f"{wall}move/")
    for _ in range(2):
        as_bob.post(f"{wall}move/", {"seen": "open"})
    as_bob.post(f"{wall}move/", {"seen": "nonsense"})
    assert Vote.objects.get().phase == Phase.SHOWN


@pytest.mark.parametrize("body", [{}, ballot({"A": "prints"}), ballot(WRONG, "very"), ballot({**WRONG, "C": "other"})])
def test_a_bad_ballot_gets_a_sentence(
    scene: Scene, as_bob: Client, wall: str, booth: str, body: dict[str, str]
) -> None:
    as_bob.post(f"{wall}move/")
    assert 'role="alert"' in scene.client.post(booth, body).text
    assert not Prediction.objects.exists()


def test_answers_are_taken_once_and_only_when_asked(scene: Scene, as_bob: Client, wall: str, booth: str) -> None:
    as_bob.post(f"{wall}move/")
    as_bob.post(f"{wall}move/", {"seen": "open"})
    assert "Nobody is asked" in scene.client.post(booth, ballot(WRONG)).text or not Prediction.objects.exists()
    as_bob.post(f"{wall}move/", {"seen": "shown"})
    for choices in (WRONG, RIGHT):
        scene.client.post(booth, ballot(choices))
    assert Revote.objects.get().answers["C"]["choice"] == "prints"


def test_the_step_page_hears_of_it(scene: Scene, as_bob: Client, wall: str, booth: str) -> None:
    talk = scene.url("predict", "talk")
    assert scene.client.get(talk).json()["vote"] is None
    as_bob.post(f"{wall}move/")
    assert scene.client.get(talk).json()["vote"] == {"url": booth, "phase": "open"}


def test_constant_queries(
    scene: Scene, as_bob: Client, classroom: Classroom, wall: str, django_assert_num_queries
) -> None:
    as_bob.post(f"{wall}move/")
    as_bob.post(f"{wall}move/", {"seen": "open"})
    with django_assert_num_queries(7):  # session, user, membership, vote, first answers, students, number of answers
        as_bob.get(wall)
    scene.predict()
    attempt = Attempt.objects.create(learner=classmate(classroom), classroom=classroom, exercise_id="1.2")
    Prediction.objects.create(attempt=attempt, step_id="predict", answers=Prediction.objects.get().answers)
    with django_assert_num_queries(7):
        as_bob.get(wall)


def test_only_steps_of_choices_are_put_to_a_vote(as_bob: Client, classroom: Classroom) -> None:
    answer = as_bob.get(f"/classes/{classroom.pk}/dashboard/votes/")
    ((exercise, (step,)),) = answer.context["exercises"]
    assert (exercise.id, step.id) == ("1.2", "predict")
    assert as_bob.get(f"/classes/{classroom.pk}/dashboard/votes/1.2/fix/").status_code == 404


def test_the_wall_has_both_sides_of_a_contrast_and_what_both_use() -> None:
    contrast = course("kinds").exercise("1").step("contrast")
    assert [each.name for each in programs(contrast)] == ["One by one · main.py", "All at once · main.py", "models.py"]


class TestNumbers:
    """A step that asks for numbers: the wall shows those that were said."""

    @pytest.fixture(autouse=True)
    def wall(self, scene: Scene, as_bob: Client, classroom: Classroom) -> str:
        classroom.course_id = "kinds"
        classroom.save()
        wall = f"/classes/{classroom.pk}/dashboard/votes/1/contrast/"
        assert as_bob.post(f"{wall}move/").status_code == 302
        return wall

    def test_a_vote(self, scene: Scene, as_bob: Client, classroom: Classroom, wall: str, booth: str) -> None:
        dora = signed_in(classmate(classroom))
        for client, second in ((scene.client, "10"), (dora, "2")):
            assert client.post(booth, _numbers("3", second)).status_code == 302
        as_bob.post(f"{wall}move/", {"seen": "open"})
        first, other = as_bob.get(wall).context["questions"]
        assert [(choice.text, choice.bars[0].number) for choice in first["choices"]] == [("`3`", 2)]
        assert [(choice.text, choice.bars[0].number) for choice in other["choices"]] == [("`2`", 1), ("`10`", 1)]
        assert Prediction.objects.get(attempt__learner__username="alice").answers["B"]["number"] == 10

    @pytest.mark.parametrize("wrong", ["many", "", "1e3", "99999999"])
    def test_what_is_no_number_is_kept_and_said(self, scene: Scene, booth: str, wrong: str) -> None:
        answer = scene.client.post(booth, _numbers("3", wrong))
        assert "Choose an answer" in answer.text
        assert 'value="3"' in answer.text
        assert f'value="{wrong}"' in answer.text
        assert not Prediction.objects.exists()

    def test_what_the_class_says_is_run(self, scene: Scene, as_bob: Client, wall: str, booth: str) -> None:
        scene.client.post(booth, _numbers("3", "5"))
        for seen in ("open", "shown", "again", "compared"):
            as_bob.post(f"{wall}move/", {"seen": seen})
        said = Prediction.objects.get(attempt__learner__username="bob").answers
        assert (said["A"]["number"], said["B"]["number"]) == (3, 5)


def _numbers(first: str, second: str) -> dict[str, str]:
    return {"A-number": first, "A-confidence": "sure", "B-number": second, "B-confidence": "think"}
