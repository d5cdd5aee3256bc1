"""Every kind of step has a page, and takes the answers that its kind asks for."""

import json

import pytest

from exercises.steps import WriteTestStep
from tests.site.conftest import signed_in
from tests.site.scene import Scene
from tutor.attempts.models import Attempt, Prediction, Run
from tutor.attempts.workspaces import workspaces
from tutor.catalog.courses import course
from tutor.people.models import User

pytestmark = [pytest.mark.django_db]

ANSWERS = {
    "A": {"number": 1, "confidence": "sure"},
    "B": {"text": "ok", "confidence": "guess"},
    "C": {"order": ["begin", "insert", "flushed", "commit"], "confidence": "think"},
    "D": {"choice": "yes", "confidence": "sure"},
}
BELIEFS = {name: {"choice": "agree", "confidence": "sure"} for name in ("flush", "order", "rollback")}


@pytest.fixture
def kinds(store: object, alice: User) -> Scene:
    """Alice at the course that has one step of every kind."""
    classroom = alice.memberships.get().classroom
    classroom.course_id = "kinds"
    classroom.save()
    attempt = Attempt.objects.create(learner=alice, classroom=classroom, exercise_id="1")
    return Scene(attempt, signed_in(alice))


def page(scene: Scene, step: str, exercise: str = "1") -> str:
    answer = scene.client.get(f"/classes/{scene.attempt.classroom_id}/{exercise}/{step}/")
    assert answer.status_code == 200
    return answer.text


def test_the_predict_page_gives_no_order_away(kinds: Scene) -> None:
    told = page(kinds, "predict")
    for secret in ("rollback took it back", "misconception", "raises on purpose", "never a commit"):
        assert secret not in told
    places = [told.index(f'data-item="{name}"') for name in ("begin", "insert", "flushed", "commit", "rollback")]
    assert places != sorted(places), "things come in an order of each learner's own, not in the author's"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"A": {"text": "one"}}, "A has no such answer"),
        ({"B": {"number": 1}}, "B has no such answer"),
        ({"B": {"text": ""}}, "text"),
        ({"C": {"order": ["begin", "begin"]}}, "C has no such answer"),
        ({"C": {"order": ["nothing"]}}, "C has no such answer"),
        ({"C": {"choice": "begin"}}, "C has no such answer"),
    ],
)
def test_each_kind_of_answer_is_checked(kinds: Scene, wrong: dict[str, object], sentence: str) -> None:
    answer = kinds.post("predict", "prediction", {"answers": {**ANSWERS, **wrong}})
    assert (answer.status_code, sentence in answer.json()["error"]) == (422, True)


def test_answers_of_all_kinds_come_back_as_they_were_committed(kinds: Scene) -> None:
    assert kinds.post("predict", "prediction", {"answers": ANSWERS}).status_code == 201
    assert Prediction.objects.get().answers == ANSWERS
    assert "data-locked" in page(kinds, "predict")


def test_a_survey_is_committed_once_and_reveals_nothing(kinds: Scene) -> None:
    assert "expects" not in page(kinds, "survey")
    assert kinds.post("survey", "prediction", {"answers": BELIEFS}).status_code == 201
    told = page(kinds, "survey")
    assert "Committed" in told
    for secret in ("rollback takes it back", "may give them in any order"):
        assert secret not in told
    assert kinds.post("survey", "prediction", {"answers": BELIEFS}).status_code == 409


def test_a_contrast_shows_each_sides_files_and_what_both_use(kinds: Scene) -> None:
    answer = kinds.client.get(f"/classes/{kinds.attempt.classroom_id}/1/contrast/")
    places = answer.context["page"]["workspaces"]
    told = [(place["title"], [file["path"] for file in place["files"]]) for place in places]
    assert told == [
        ("One by one", ["main.py"]),
        ("All at once", ["main.py"]),
        ("Both use", ["models.py"]),
    ]
    assert [side["id"] for side in answer.context["page"]["sides"]] == ["one", "many"]


def test_a_lab_is_set_as_it_was_measured_last(kinds: Scene) -> None:
    chosen = {"requests": "40", "wait": "50", "style": "blocking"}
    assert kinds.ask("lab", {"settings.json": json.dumps(chosen)}).status_code == 201
    page = kinds.client.get(f"/classes/{kinds.attempt.classroom_id}/1/lab/").context["page"]
    assert page["settings"] == chosen
    assert [parameter["slides"] for parameter in page["parameters"]] == [True, True, False]
    assert [file["path"] for place in page["workspaces"] for file in place["files"]] == ["main.py"]


@pytest.mark.parametrize("step", ["survey", "predict", "explain", "contrast", "fix", "build", "test", "lab"])
def test_every_kind_has_a_page(kinds: Scene, step: str) -> None:
    assert '<main id="main"' in page(kinds, step)


def test_a_side_without_a_folder_shows_the_steps_own_version() -> None:
    step = course("kinds").exercise("1").step("contrast")
    one, many = step.sides
    plain = step.model_copy(update={"sides": (one.model_copy(update={"files": {}}), many)})
    files = [{"path": path, "content": "plain", "editable": False} for path in ("main.py", "models.py")]
    first, second, shared = workspaces(plain, files)
    assert [(file["path"], file["content"]) for file in first["files"]] == [("main.py", "plain")]
    assert [file["path"] for file in second["files"]] == ["main.py"]
    assert second["files"][0]["content"] != "plain"
    assert [file["path"] for file in shared["files"]] == ["models.py"]


def test_a_test_that_hangs_has_its_time_in_each_trial(kinds: Scene) -> None:
    """The clocks around a run begin where all of its trials could have ended, so a hanging test is not our fault."""
    step = course("kinds").exercise("1").step("test")
    assert isinstance(step, WriteTestStep)
    assert (
        kinds.ask("test", {"test_notes.py": "import time\n\n\ndef test_it():\n    time.sleep(1000)\n"}).status_code
        == 201
    )
    assert Run.objects.get().limit_seconds >= len(step.trials) * step.limits.seconds
