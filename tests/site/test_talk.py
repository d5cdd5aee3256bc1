"""Alice asks for help, Bob answers on a line, and both see it at once."""

import pytest
from django.test import Client

from tests.site.conftest import signed_in
from tests.site.scene import Scene
from tests.site.socket_browser import Socket, browser, in_thread, is_accepted
from tutor.attempts import talk
from tutor.attempts.models import Attempt, Comment, Hand
from tutor.catalog.courses import course
from tutor.people import presence
from tutor.people.models import Classroom, User

STEP = course("async-sqlalchemy").exercise("1.2").step("fix")


def said(scene: Scene, step: str = "fix") -> dict:
    return scene.client.get(scene.url(step, "talk")).json()


@pytest.mark.django_db
class TestHand:
    def test_a_hand_goes_up_with_code_and_run(self, scene: Scene) -> None:
        scene.save("# mine\n", 0)
        run = scene.queued("fix")
        answer = scene.post("fix", "hand", {"words": " I am lost. "})
        assert (answer.status_code, answer.json()["hand"]["words"]) == (201, "I am lost.")
        hand = Hand.objects.get()
        assert (hand.files, hand.run) == ({"main.py": "# mine\n"}, run)
        assert scene.client.post(scene.url("fix", "hand/lower")).json()["hand"] is None
        assert Hand.objects.get().lowered_by == scene.attempt.learner

    def test_only_the_newest_is_up(self, scene: Scene) -> None:
        scene.post("predict", "hand", {})
        scene.post("fix", "hand", {})
        scene.post("fix", "hand", {"words": "still"})
        (up,) = Hand.objects.filter(lowered=None)
        assert (up.step_id, up.words) == ("fix", "still")
        assert said(scene, "predict")["hand"] is None

    @pytest.mark.parametrize(
        ("body", "sentence"),
        [({"words": "x" * 4001}, "at most 4,000"), ({"words": 1}, "words is not as this page sends it")],
    )
    def test_bad_input_gets_a_sentence(self, scene: Scene, body: object, sentence: str) -> None:
        assert sentence in scene.post("fix", "hand", body).json()["error"]


@pytest.mark.django_db
class TestComments:
    def test_a_comment_quotes_its_line_as_it_was(self, scene: Scene, bob: User) -> None:
        scene.save("one\n  two\n", 0)
        talk.comment(scene.attempt, STEP, bob, " Look here. ", "main.py", 2)
        talk.comment(scene.attempt, STEP, bob, "No such line.", "main.py", 99)
        first, second = said(scene)["comments"]
        assert (first["author"], first["own"], first["text"]) == ("Bob", False, "Look here.")
        assert (first["line"], first["quoted"]) == ({"file": "main.py", "line": 2}, "two")
        assert second["quoted"] == ""

    def test_the_learner_answers(self, scene: Scene) -> None:
        answer = scene.post("fix", "talk/say", {"text": "Thanks!"})
        assert answer.status_code == 201
        ((comment),) = answer.json()["comments"]
        assert (comment["own"], comment["line"]) == (True, None)
        assert scene.post("fix", "talk/say", {"text": "  "}).json()["error"] == "Write something first."

    def test_the_page_brings_them_along(self, scene: Scene, bob: User, classroom: Classroom) -> None:
        talk.comment(scene.attempt, STEP, bob, "Look here.", "", None)
        page = scene.client.get(f"/classes/{classroom.pk}/1.2/fix/").context["page"]
        assert page["talk"]["comments"][0]["text"] == "Look here."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("what", "method"), [("talk", "get"), ("talk/say", "post"), ("hand", "post"), ("hand/lower", "post")]
)
def test_every_endpoint(scene: Scene, as_bob: Client, as_charlie: Client, what: str, method: str) -> None:
    url = scene.url("fix", what)
    for client in (as_charlie, as_bob):
        assert getattr(client, method)(url, content_type="application/json").status_code == 404
    assert scene.client.delete(url).status_code == 405
    assert not Comment.objects.exists()


@pytest.mark.django_db(transaction=True)
class TestNews:
    async def test_it_rings_for_whom_it_concerns(self, scene: Scene, bob: User, classroom: Classroom) -> None:
        path = f"/ws/classes/{classroom.pk}/news/"
        other = await in_thread(_classmate, classroom)
        async with browser(scene.client, path) as hers, browser(other, path) as others:
            await in_thread(talk.comment, scene.attempt, STEP, bob, "Look.", "", None)
            assert await hers.told() == {"type": "news"}
            assert await others.receive_nothing(timeout=0.3)

    async def test_closing_the_last_page_is_leaving(
        self, scene: Scene, classroom: Classroom, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(presence, "GRACE_SECONDS", -1)
        path, alice = f"/ws/classes/{classroom.pk}/news/", scene.attempt.learner_id

        async def here() -> frozenset[int]:
            return await in_thread(presence.here, classroom.pk)

        async with browser(scene.client, path) as first:
            second = Socket(scene.client, path)
            assert await second.accepted()
            assert await here() == {alice}
            await second.leave()
            # The other page hears of it and says that she is still here.
            for _ in range(100):
                if await here():
                    break
                assert await first.receive_nothing(timeout=0.02)
            assert await here() == {alice}
        assert await here() == frozenset()

    async def test_strangers_hear_nothing(self, scene: Scene, as_charlie: Client, classroom: Classroom) -> None:
        path = f"/ws/classes/{classroom.pk}/news/"
        for client in (as_charlie, Client()):
            assert not await is_accepted(client, path)
        assert await is_accepted(scene.client, path)


def _classmate(classroom: Classroom) -> Client:
    user = User.objects.create_user("dora", display_name="Dora")
    user.memberships.create(classroom=classroom, name_key="dora")
    Attempt.objects.create(learner=user, classroom=classroom, exercise_id="1.2")
    return signed_in(user)
