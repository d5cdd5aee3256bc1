"""Somebody changes their own password: who knows the old one may, and is told what happened."""

import pytest
from django.test import Client

from tests.site.scene import PASSWORD, Scene
from tutor.people.models import User
from tutor.people.throttle import WRONG_TRIES

NEW = "another horse"
PAGE = "/password/"


def change(client: Client, current: str = PASSWORD, password: str = NEW) -> str:
    return client.post(PAGE, {"current": current, "password": password}, follow=True).text


def test_the_new_one_holds_and_other_browsers_are_out(scene: Scene) -> None:
    other = Client()
    other.force_login(scene.attempt.learner)
    assert "Your password is changed." in change(scene.client)
    alice = User.objects.get(pk=scene.attempt.learner_id)
    assert alice.check_password(NEW)
    assert scene.client.get(PAGE).status_code == 200
    assert other.get(PAGE).status_code == 302


@pytest.mark.parametrize(
    ("current", "password", "sentence"),
    [
        ("wrong", NEW, "This is not your password."),
        ("", NEW, "Type the password you have"),
        (PASSWORD, "", "Choose a password"),
        (PASSWORD, "short", "at least 6 characters"),
    ],
)
def test_bad_input_changes_nothing(scene: Scene, current: str, password: str, sentence: str) -> None:
    assert sentence in change(scene.client, current, password)
    assert User.objects.get(pk=scene.attempt.learner_id).check_password(PASSWORD)


def test_those_who_teach_need_a_stronger_one(as_bob: Client, bob: User) -> None:
    change(as_bob, password="password")
    assert User.objects.get(pk=bob.pk).check_password(PASSWORD)


def test_guessing_is_slowed_down(scene: Scene) -> None:
    for _ in range(WRONG_TRIES):
        change(scene.client, "wrong")
    assert scene.client.post(PAGE, {"current": PASSWORD, "password": NEW}).status_code == 429


def test_who_has_no_password_finds_nothing(scene: Scene) -> None:
    alice = scene.attempt.learner
    alice.set_unusable_password()
    alice.save()
    scene.client.force_login(alice)
    assert scene.client.get(PAGE).status_code == 404
    assert "/password/" not in scene.client.get("/join/").text


def test_strangers_and_other_methods(store: object) -> None:
    assert Client().get(PAGE)["Location"].startswith("/join/?next=")


def test_wrong_method(scene: Scene) -> None:
    assert scene.client.put(PAGE).status_code == 405
