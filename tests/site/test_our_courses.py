"""The courses that come with the server: each can be taught, and every page of it opens."""

import pytest
from django.test import Client

from exercises.reader import load_course
from tests.site.conftest import signed_in
from tutor.embedded.home import BASE
from tutor.people.models import Classroom, Membership, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]

FOLDER = BASE / "exercises"
COURSES = sorted(path.parent.name for path in FOLDER.glob("*/course.toml"))


@pytest.fixture(autouse=True)
def _our_courses(settings) -> None:
    settings.COURSES = FOLDER


def test_there_is_more_than_one() -> None:
    assert {"async-sqlalchemy", "plain-asyncpg"} <= set(COURSES)


@pytest.mark.parametrize("course_id", COURSES)
def test_a_class_takes_it(as_bob: Client, alice: User, course_id: str) -> None:
    course = load_course(FOLDER / course_id)
    offered = as_bob.get("/classes/new/").text
    assert course.title in offered
    room = as_bob.post("/classes/new/", {"name": "12", "course": course_id}, follow=True)
    assert room.status_code == 200
    made = Classroom.objects.get(name="12")
    Membership.objects.create(user=alice, classroom=made, name_key="alice")

    as_alice = signed_in(alice)
    first = as_alice.get(f"/classes/{made.pk}/")
    assert all(exercise.summary.split("`")[0] in first.text for exercise in course.exercises)
    for exercise in course.exercises:
        for step in exercise.steps:
            page = as_alice.get(f"/classes/{made.pk}/{exercise.id}/{step.id}/")
            assert page.status_code == 200, (exercise.id, step.id)
            assert step.title.split("`")[0] in page.text
    assert as_bob.get(f"/classes/{made.pk}/dashboard/").status_code == 200
