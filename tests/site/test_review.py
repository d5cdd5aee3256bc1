"""Bob and Tess read explanations together, and never over each other."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.site.scene import Scene
from tutor.attempts.models import Attempt, Explanation, Review
from tutor.dashboard.reviews import similarity
from tutor.people.models import Classroom, Membership, User

pytestmark = [pytest.mark.django_db]

SAME = "The category was never loaded by the query"


@pytest.fixture
def room(classroom: Classroom) -> str:
    return f"/classes/{classroom.pk}/dashboard/review/"


@pytest.fixture
def texts(scene: Scene, classroom: Classroom) -> list[Explanation]:
    """What Alice and three others explained, in this order."""
    scene.explain("never-loaded", f"{SAME}.")
    for name, choice, text in (
        ("Dora", "never-loaded", f"{SAME} at all!"),
        ("Emil", "expired", f"{SAME}."),
        ("Fay", "never-loaded", "Because of the flag."),
    ):
        user = User.objects.create_user(name, display_name=name)
        Membership.objects.create(user=user, classroom=classroom, name_key=name)
        attempt = Attempt.objects.create(learner=user, classroom=classroom, exercise_id="1.2")
        Explanation.objects.create(attempt=attempt, step_id="explain", choice=choice, correct=True, text=text)
    return list(Explanation.objects.order_by("pk"))


def test_the_queue_counts_in_constant_queries(
    texts: list[Explanation], as_bob: Client, room: str, django_assert_num_queries
) -> None:
    with django_assert_num_queries(5):  # session, user, membership, counts, and how many in all
        answer = as_bob.get(room)
    ((row),) = answer.context["rows"]
    assert (row["total"], row["left"]) == (4, 4)


def test_every_page_of_the_class_says_how_many_wait(
    texts: list[Explanation], as_bob: Client, classroom: Classroom, room: str
) -> None:
    gone = Attempt.objects.create(learner=texts[0].attempt.learner, classroom=classroom, exercise_id="9.9")
    Explanation.objects.create(attempt=gone, step_id="explain", correct=True, text="Not in the course.")
    Review.objects.create(explanation=texts[0], revision=1, reviewed_at=timezone.now())
    assert 'Review <span class="tab-count" data-unread>3</span>' in as_bob.get(room).text
    matrix = as_bob.get(f"/classes/{classroom.pk}/dashboard/matrix.json").json()
    assert matrix["unread"] == 3


def test_two_readers_get_two_texts(texts: list[Explanation], as_bob: Client, as_tess: Client, room: str) -> None:
    first = as_bob.post(f"{room}1.2/explain/next/").url
    second = as_tess.post(f"{room}1.2/explain/next/").url
    assert (first, second) == (f"{room}{texts[0].pk}/", f"{room}{texts[1].pk}/")
    assert as_bob.post(f"{room}1.2/explain/next/").url == first
    assert "Bob has this text open" in as_tess.get(first).text
    Review.objects.filter(explanation=texts[0]).update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert as_tess.post(f"{room}1.2/explain/next/").url == first


def test_saving_leads_on_and_the_student_sees_it(
    texts: list[Explanation], scene: Scene, as_bob: Client, classroom: Classroom, room: str
) -> None:
    look = scene.url("explain", "talk")
    assert scene.client.get(look).json()["review"] == ""
    body = {"lines": ["1", "3"], "words": "Nearly.", "base": "0"}
    assert as_bob.post(f"{room}{texts[0].pk}/", body).url == f"{room}{texts[1].pk}/"
    review = Review.objects.get(explanation=texts[0])
    assert (review.lines, review.words, review.revision, review.reviewer.username) == ([1, 3], "Nearly.", 1, "bob")
    page = scene.client.get(f"/classes/{classroom.pk}/1.2/explain/").text
    assert "Bob read your text" in page
    assert "Nearly." in page
    told = scene.client.get(look).json()["review"]
    assert 'data-revision="1"' in told
    assert "Nearly." in told


def test_texts_alike_get_the_same_marks_if_ticked(texts: list[Explanation], as_bob: Client, room: str) -> None:
    similar = as_bob.get(f"{room}{texts[0].pk}/").context["similar"]
    assert similar == [texts[1]]
    as_bob.post(f"{room}{texts[0].pk}/", {"lines": ["1"], "base": "0", "alike": [str(texts[1].pk)]})
    assert Review.objects.get(explanation=texts[1]).lines == [1]
    assert not Review.objects.filter(explanation__in=texts[2:], revision__gt=0).exists()


def test_who_saves_second_is_shown_what_the_first_saved(
    texts: list[Explanation], as_bob: Client, as_tess: Client, room: str
) -> None:
    url = f"{room}{texts[0].pk}/"
    as_tess.post(url, {"lines": ["2"], "words": "Fine.", "base": "0"})
    conflict = as_bob.post(url, {"lines": ["1"], "words": "No.", "base": "0"})
    assert conflict.status_code == 409
    for words in ("Tess saved a review", "Fine.", ">No.</textarea>", 'name="base" value="1"'):
        assert words in conflict.text
    assert Review.objects.get(explanation=texts[0]).lines == [2]
    as_bob.post(url, {"lines": ["1"], "words": "No.", "base": "1"})
    assert Review.objects.get(explanation=texts[0]).lines == [1]


@pytest.mark.parametrize("body", [{}, {"base": "x"}, {"base": "0", "lines": "9"}, {"base": "0", "alike": "1"}])
def test_bad_input_saves_nothing(texts: list[Explanation], as_bob: Client, room: str, body: dict[str, str]) -> None:
    assert 'class="field-error"' in as_bob.post(f"{room}{texts[0].pk}/", body).text
    assert not Review.objects.filter(revision__gt=0).exists()


def test_the_end_of_the_queue_is_told(texts: list[Explanation], as_bob: Client, room: str) -> None:
    for text in texts:
        as_bob.post(f"{room}{text.pk}/", {"base": "0"})
    assert "has been read" in as_bob.post(f"{room}1.2/explain/next/", follow=True).text


def test_students_find_nothing(
    texts: list[Explanation], scene: Scene, as_charlie: Client, as_bob: Client, room: str
) -> None:
    for client in (scene.client, as_charlie):
        assert client.get(room).status_code == 404
        assert client.get(f"{room}{texts[0].pk}/").status_code == 404
    assert as_bob.get(f"{room}1.2/explain/next/").status_code == 405
    assert as_bob.get(f"{room}99999/").status_code == 404


def test_how_alike_two_texts_are() -> None:
    assert similarity(frozenset("abc"), frozenset("bcd")) == 0.5
    assert similarity(frozenset(), frozenset()) == 1
    assert similarity(frozenset("a"), frozenset()) == 0
