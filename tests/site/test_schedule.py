"""Exercises open and close, and so do their solutions; learners are told in a sentence."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.site.conftest import signed_in
from tests.site.scene import Scene
from tutor.attempts.execution import Result
from tutor.attempts.models import Attempt, Opening
from tutor.attempts.openings import Phase, window
from tutor.attempts.playing import play_run
from tutor.catalog.courses import course
from tutor.people.models import Classroom

pytestmark = [pytest.mark.django_db]

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=timezone.get_default_timezone())
HOUR = timedelta(hours=1)


@pytest.fixture
def schedule(classroom: Classroom) -> str:
    return f"/classes/{classroom.pk}/dashboard/schedule/"


@pytest.fixture
def course_url(classroom: Classroom) -> str:
    return f"/classes/{classroom.pk}/"


@pytest.mark.parametrize(
    ("dates", "phase", "sentence"),
    [
        ({}, Phase.OPEN, ""),
        ({"opens": NOW + HOUR}, Phase.EARLY, "Opens Tue 1 Dec, 10:00."),
        ({"opens": NOW, "closes": NOW + HOUR}, Phase.OPEN, "Open until Tue 1 Dec, 10:00."),
        ({"closes": NOW}, Phase.CLOSED, "Closed since Tue 1 Dec, 09:00."),
        ({"opens": NOW + timedelta(days=365)}, Phase.EARLY, "Opens Wed 1 Dec 2027, 09:00."),
    ],
)
def test_how_an_exercise_stands(dates: dict[str, datetime], phase: Phase, sentence: str) -> None:
    found = window(Opening(**dates), NOW)
    assert (found.phase, found.sentence, found.solution_open) == (phase, sentence, False)


class TestLearners:
    def test_an_exercise_that_is_not_open_yet(self, scene: Scene, classroom: Classroom, course_url: str) -> None:
        Opening.objects.create(classroom=classroom, exercise_id="1.2", opens=timezone.now() + HOUR)
        ((row,),) = [chapter["exercises"] for chapter in scene.client.get(course_url).context["chapters"]]
        assert row["url"] is None
        assert row["window"].sentence.startswith("Opens ")
        answer = scene.client.get(f"{course_url}1.2/predict/")
        assert (answer.status_code, "Opens " in answer.text) == (403, True)

    def test_a_closed_one_can_be_read_but_nothing_is_judged(
        self, scene: Scene, classroom: Classroom, course_url: str
    ) -> None:
        Opening.objects.create(classroom=classroom, exercise_id="1.2", closes=timezone.now() - HOUR)
        assert "nothing new is judged" in scene.client.get(f"{course_url}1.2/fix/").text
        for step in ("predict", "explain"):
            (button,) = re.findall(r"<button[^>]*data-commit[^>]*>", scene.client.get(f"{course_url}1.2/{step}/").text)
            assert "disabled" in button, "nobody writes what is not taken"
        for answer in (scene.predict(), scene.explain(), scene.ask("fix")):
            assert (answer.status_code, answer.json()["error"][:12]) == (409, "Closed since")
        assert scene.save("# mine", 0).status_code == 200

    def test_who_had_not_begun_stays_outside(self, scene: Scene, classroom: Classroom, course_url: str) -> None:
        Attempt.objects.all().delete()
        Opening.objects.create(classroom=classroom, exercise_id="1.2", closes=timezone.now() - HOUR)
        assert scene.client.get(f"{course_url}1.2/fix/").status_code == 403
        assert not Attempt.objects.exists()

    def test_those_who_teach_look_at_any_time(self, as_tess: Client, classroom: Classroom, course_url: str) -> None:
        Opening.objects.create(classroom=classroom, exercise_id="1.2", opens=timezone.now() + HOUR)
        assert as_tess.get(f"{course_url}1.2/fix/").status_code == 200


class TestSolution:
    def test_it_opens_when_the_instructor_says_so(
        self, scene: Scene, as_bob: Client, schedule: str, course_url: str
    ) -> None:
        solution = f"{course_url}1.2/fix/solution/"
        assert scene.client.get(solution).status_code == 404
        assert "data-solution-open hidden" in scene.client.get(f"{course_url}1.2/fix/").text
        as_bob.post(f"{schedule}1.2/", {"now": "show-solution"})
        assert "data-solution-open hidden" not in scene.client.get(f"{course_url}1.2/fix/").text
        ((path, lines),) = scene.client.get(solution).context["files"]
        assert path == "main.py"
        assert {line.whose for line in lines} == {"same", "old", "new"}
        assert scene.client.get(f"{course_url}1.2/predict/solution/").status_code == 404
        as_bob.post(f"{schedule}1.2/", {"now": "hide-solution"})
        assert scene.client.get(solution).status_code == 404

    def test_it_opens_to_who_passed(self, scene: Scene, course_url: str, worker, program) -> None:
        play_run(scene.queued("fix").pk, worker)
        assert "Yours is the same" not in scene.client.get(f"{course_url}1.2/fix/solution/").text
        folder = course("async-sqlalchemy").exercise("1.2").folder
        scene.save((folder / "solution" / "main.py").read_text(), 0)
        assert "Yours is the same" in scene.client.get(f"{course_url}1.2/fix/solution/").text

    def test_it_opens_to_who_has_tried(
        self, scene: Scene, as_bob: Client, schedule: str, course_url: str, worker, program
    ) -> None:
        """The same code again is no other try, nor is a run that was not judged."""
        as_bob.post(f"{schedule}1.2/", {"1.2-solution_after": "2"})
        solution = f"{course_url}1.2/fix/solution/"

        def tries(*codes: str, verdict: str = "failed") -> int:
            program.result = Result(status="ok", verdict=verdict)
            for code in codes:
                play_run(scene.queued("fix", files={"main.py": code}).pk, worker)
            return scene.client.get(solution).status_code

        assert tries("print(1)", "print(1)") == 404
        assert tries("print(2)", verdict="none") == 404
        assert 'data-after="2"' in scene.client.get(f"{course_url}1.2/fix/").text
        assert tries("print(3)") == 200
        as_bob.post(f"{schedule}1.2/", {"1.2-solution_after": ""})
        assert scene.client.get(solution).status_code == 404, "an instructor may keep it closed"

    def test_strangers_get_404(self, scene: Scene, as_charlie: Client, course_url: str) -> None:
        assert as_charlie.get(f"{course_url}1.2/fix/solution/").status_code == 404
        assert scene.client.post(f"{course_url}1.2/fix/solution/").status_code == 405


class TestInstructors:
    def test_opening_early_keeps_when_it_closes(self, as_bob: Client, schedule: str, classroom: Classroom) -> None:
        later = timezone.now() + HOUR
        row = Opening.objects.create(classroom=classroom, exercise_id="1.2", opens=later, closes=later + HOUR)
        as_bob.post(f"{schedule}1.2/", {"now": "open"})
        row.refresh_from_db()
        assert (row.opens, row.closes) == (None, later + HOUR)
        Opening.objects.update(opens=timezone.now() - HOUR)
        as_bob.post(f"{schedule}1.2/", {"now": "close"})
        row.refresh_from_db()
        assert row.opens is not None
        assert row.closes <= timezone.now()

    def test_closing_and_opening_at_once(self, scene: Scene, as_bob: Client, schedule: str) -> None:
        answer = as_bob.post(f"{schedule}1.2/", {"now": "close"}, follow=True)
        assert "Closed since" in answer.text
        assert scene.predict().status_code == 409
        as_bob.post(f"{schedule}1.2/", {"now": "open"})
        assert scene.predict().status_code == 201

    def test_dates_are_read_in_the_sites_zone(
        self, as_bob: Client, schedule: str, settings, django_assert_num_queries
    ) -> None:
        settings.TIME_ZONE = "Europe/Berlin"
        as_bob.post(f"{schedule}1.2/", {"1.2-opens": "2026-12-01T09:00", "1.2-closes": "2026-12-02T09:00"})
        opening = Opening.objects.get()
        assert opening.opens.isoformat() == "2026-12-01T08:00:00+00:00"
        with django_assert_num_queries(5):  # session, user, membership, openings, unread explanations
            assert 'value="2026-12-01T09:00"' in as_bob.get(schedule).text

    @pytest.mark.parametrize(
        ("dates", "sentence"),
        [
            ({"1.2-opens": "2026-12-01T09:00", "1.2-closes": "2026-12-01T09:00"}, "closes before it opens"),
            ({"1.2-opens": "tomorrow"}, "Enter a valid date/time"),
        ],
    )
    def test_bad_dates_get_a_sentence(
        self, as_bob: Client, schedule: str, dates: dict[str, str], sentence: str
    ) -> None:
        assert sentence in as_bob.post(f"{schedule}1.2/", dates, follow=True).text
        assert not Opening.objects.exists()

    def test_nobody_else_changes_dates(
        self, as_bob: Client, as_tess: Client, as_charlie: Client, alice, schedule: str
    ) -> None:
        assert as_tess.get(schedule).status_code == 200
        assert as_tess.post(f"{schedule}1.2/", {"now": "close"}).status_code == 403
        for client in (as_charlie, signed_in(alice)):
            assert client.get(schedule).status_code == 404
            assert client.post(f"{schedule}1.2/", {"now": "close"}).status_code == 404
        assert as_bob.post(f"{schedule}9.9/", {"now": "close"}).status_code == 404
        assert as_bob.get(f"{schedule}1.2/").status_code == 405
        assert not Opening.objects.exists()
