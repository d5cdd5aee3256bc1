"""Predictions, explanations and drafts: what a learner says before and after seeing, and types in between."""

import pytest
from django.test import Client

from tests.site.scene import RIGHT, WRONG, Scene
from tutor.attempts.models import Attempt, Draft, Prediction

pytestmark = [pytest.mark.django_db]

BOUNDLESS = "x" * (256 * 1024 + 1)


def test_a_prediction_is_committed_once(scene: Scene, django_assert_num_queries) -> None:
    with django_assert_num_queries(7):  # session, user, attempt, dates, savepoint, insert, release
        answer = scene.predict(WRONG, "sure")
    assert answer.status_code == 201
    committed = Prediction.objects.get()
    assert answer.json() == {"committed_at": committed.committed_at.isoformat()}
    assert committed.answers["C"] == {"choice": "prints", "confidence": "sure"}
    again = scene.predict(RIGHT)
    assert again.status_code == 409
    assert "already" in again.json()["error"]
    assert Prediction.objects.get().answers == committed.answers


def test_evidence_does_not_change(scene: Scene) -> None:
    scene.predict()
    with pytest.raises(TypeError, match="does not change"):
        Prediction.objects.get().save()


@pytest.mark.parametrize(
    ("answers", "status", "sentence"),
    [
        ({}, 422, "A, B, C are still open"),
        ({"A": {"choice": "prints"}}, 422, "B, C are still open"),
        ({**RIGHT, "C": "flies"}, 422, "Observation C has no such answer"),
        ({**RIGHT, "D": "prints"}, 422, "no observation D"),
        ({**RIGHT, "A": {"choice": "prints", "confidence": "very"}}, 422, "confidence"),
        ({**RIGHT, "A": {"choice": "x" * 50}}, 422, "choice"),
        ({f"x{number}": "prints" for number in range(101)}, 413, "too long"),
        ("all of them", 422, "answers"),
    ],
)
def test_a_bad_prediction_gets_a_sentence(scene: Scene, answers: object, status: int, sentence: str) -> None:
    if isinstance(answers, dict):
        answers = {key: {"choice": value} if isinstance(value, str) else value for key, value in answers.items()}
    answer = scene.post("predict", "prediction", {"answers": answers})
    assert answer.status_code == status
    assert sentence in answer.json()["error"]
    assert not Prediction.objects.exists()


def test_only_a_predict_step_takes_a_prediction(scene: Scene) -> None:
    answers = {key: {"choice": choice} for key, choice in RIGHT.items()}
    assert scene.post("fix", "prediction", {"answers": answers}).json() == {
        "error": "This step asks for no prediction."
    }
    assert scene.post("nowhere", "prediction", {"answers": answers}).status_code == 404


def test_an_explanation_opens_the_answer_once(scene: Scene, django_assert_num_queries) -> None:
    with django_assert_num_queries(7):  # session, user, attempt, dates, savepoint, insert, release
        answer = scene.explain()
    assert answer.status_code == 201
    assert "It cannot keep what was never there" in answer.json()["html"]
    assert "It was never loaded." in answer.json()["html"]
    again = scene.explain("expired")
    assert again.status_code == 409
    assert scene.attempt.explanations.get().correct


def test_a_learners_words_stay_words(scene: Scene) -> None:
    assert "<script>" not in scene.explain(text="<script>alert(1)</script>").json()["html"]


@pytest.mark.parametrize(
    ("step", "choice", "text", "status", "sentence"),
    [
        ("explain", "nonsense", "why", 422, "no such answer"),
        ("explain", "expired", "  \n ", 422, "your own words"),
        ("explain", "expired", "a\0b", 422, "NUL"),
        ("explain", "expired", "x" * 10_001, 413, "at most 10,000"),
        ("predict", "expired", "why", 422, "no explanation"),
    ],
)
def test_a_bad_explanation_gets_a_sentence(
    scene: Scene, step: str, choice: str, text: str, status: int, sentence: str
) -> None:
    answer = scene.post(step, "explanation", {"choice": choice, "text": text})
    assert (answer.status_code, sentence in answer.json()["error"]) == (status, True)


def test_drafts_count_their_revisions(scene: Scene, django_assert_num_queries) -> None:
    with django_assert_num_queries(10):  # session, user, attempt, savepoint, insert, release, four of the version
        assert scene.save("a", 0).json() == {"revision": 1}
    with django_assert_num_queries(7):  # session, user, attempt, update, three of the version
        assert scene.save("ab", 1).json() == {"revision": 2}
    assert Draft.objects.get().content == "ab"


def test_a_stale_tab_is_told_and_gets_the_newer_text(scene: Scene) -> None:
    scene.save("first tab", 0)
    scene.save("first tab, more", 1)
    answer = scene.save("second tab", 1)
    assert answer.status_code == 409
    assert answer.json()["revision"] == 2
    assert answer.json()["content"] == "first tab, more"
    assert scene.save("second tab", 0).status_code == 409
    assert Draft.objects.get().content == "first tab, more"


def test_a_repeated_save_is_not_stale(scene: Scene) -> None:
    assert scene.save("same", 0).json() == scene.save("same", 0).json() == {"revision": 1}
    assert scene.save("more", 1).json() == scene.save("more", 1).json() == {"revision": 2}


@pytest.mark.parametrize("path", ["models.py", "../main.py", "/etc/passwd", "nowhere.py", "main.py/", "./main.py"])
def test_only_the_steps_editable_files_are_saved(scene: Scene, path: str) -> None:
    answer = scene.save("x", 0, path)
    assert answer.status_code == 422
    assert "Files you can change: main.py" in answer.json()["error"]


@pytest.mark.parametrize(
    ("content", "base", "status", "sentence"),
    [
        (BOUNDLESS, 0, 413, "at most 262,144"),
        ("a\0b", 0, 422, "NUL"),
        (None, 0, 422, "content"),
        ("x", -1, 422, "base_revision"),
        ("x", "1", 422, "base_revision"),
        ("x", 10**30, 422, "base_revision"),
    ],
)
def test_a_bad_draft_gets_a_sentence(scene: Scene, content: object, base: object, status: int, sentence: str) -> None:
    answer = scene.save(content, base)  # type: ignore[arg-type]
    assert (answer.status_code, sentence in answer.json()["error"]) == (status, True)


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        (b"", 400, "could not be read"),
        (b"\xff\xfe", 400, "could not be read"),
        (b"[1, 2]", 422, "the request"),
        (b'{"path": "main.py", "content": "\\ud800", "base_revision": 0}', 400, "could not be read"),
        (b'{"path": "main.py", "content": "' + b"x" * 2_000_000 + b'", "base_revision": 0}', 413, "1 MB at most"),
    ],
)
def test_what_is_no_json_of_ours_gets_a_sentence(scene: Scene, body: bytes, status: int, sentence: str) -> None:
    answer = scene.client.put(scene.url("fix", "draft"), body, content_type="application/json")
    assert (answer.status_code, sentence in answer.json()["error"]) == (status, True)


@pytest.mark.parametrize(
    ("what", "method"), [("prediction", "post"), ("explanation", "post"), ("marks", "put"), ("draft", "put")]
)
class TestEveryEndpoint:
    def test_takes_one_method(self, scene: Scene, what: str, method: str) -> None:
        answer = scene.client.get(scene.url("predict", what))
        assert (answer.status_code, method.upper() in answer.json()["error"]) == (405, True)

    def test_strangers_get_404(self, scene: Scene, as_charlie: Client, what: str, method: str) -> None:
        answer = getattr(as_charlie, method)(scene.url("predict", what), {}, content_type="application/json")
        assert answer.status_code == 404
        assert "nothing here for you" in answer.json()["error"]

    def test_even_the_teacher_does_not_write_for_alice(
        self, scene: Scene, as_bob: Client, what: str, method: str
    ) -> None:
        answer = getattr(as_bob, method)(scene.url("predict", what), {}, content_type="application/json")
        assert answer.status_code == 404

    def test_who_is_signed_out_is_told(self, scene: Scene, client: Client, what: str, method: str) -> None:
        answer = getattr(client, method)(scene.url("predict", what), {}, content_type="application/json")
        assert (answer.status_code, "Sign in again" in answer.json()["error"]) == (401, True)

    def test_a_page_without_a_token_is_told(self, attempt: Attempt, store: object, what: str, method: str) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(attempt.learner)
        url = f"/attempts/{attempt.pk}/predict/{what}/"
        answer = getattr(strict, method)(url, {}, content_type="application/json")
        assert (answer.status_code, "Reload it" in answer.json()["error"]) == (403, True)


def test_marks_of_ones_own_text_are_saved_and_changed(scene: Scene, django_assert_num_queries) -> None:
    assert "Commit your explanation first" in scene.mark([1]).json()["error"]
    scene.explain()
    with django_assert_num_queries(10):  # session, user, attempt, explanation, look, insert, and two savepoints
        assert scene.mark([3, 1]).json() == {"lines": [1, 3]}
    scene.mark([2])
    assert scene.attempt.explanations.get().self_marks.lines == [2]
    page = scene.client.get(f"/classes/{scene.attempt.classroom_id}/1.2/explain/")
    assert page.context["explanation"].marks == {2}


@pytest.mark.parametrize(
    ("lines", "status", "sentence"),
    [([5], 422, "no such line"), ([0], 422, "lines"), (["1"], 422, "lines"), ("all", 422, "lines")],
)
def test_bad_marks_get_a_sentence(scene: Scene, lines: object, status: int, sentence: str) -> None:
    scene.explain()
    answer = scene.mark(lines)
    assert (answer.status_code, sentence in answer.json()["error"]) == (status, True)
