"""In which language pages speak: the browser's, until somebody chooses one."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.site.test_exports import content_of
from tutor.people.models import Classroom

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("wish", "language"), [("", "en"), ("de-AT,de;q=0.9", "de"), ("fr", "en"), ("x" * 900, "en")])
def test_the_browsers_wish_counts(client: Client, wish: str, language: str) -> None:
    page = client.get("/join/", headers={"accept-language": wish}).content.decode()
    assert f'<html lang="{language}">' in page
    assert ("Beitreten" in page) == (language == "de")
    assert ("texts/de" in page) == (language == "de")


def test_a_choice_is_kept_and_goes_before_the_wish(client: Client) -> None:
    answer = client.post("/language/", {"language": "de", "next": "/sign-in/"}, headers={"accept-language": "en"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
    assert "Anmelden zum Unterrichten" in client.get("/sign-in/", headers={"accept-language": "en"}).content.decode()
    client.post("/language/", {"language": "en"})
    assert "Sign in to teach" in client.get("/sign-in/", headers={"accept-language": "de"}).content.decode()


@pytest.mark.parametrize("language", ["", "fr", "../../x", "\0"])
def test_a_language_that_is_not_there_changes_nothing(client: Client, language: str) -> None:
    client.post("/language/", {"language": language, "next": "/join/"})
    assert '<html lang="en">' in client.get("/join/").content.decode()


def test_nobody_is_led_away(client: Client) -> None:
    answer = client.post("/language/", {"language": "de", "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_only_a_post_chooses(client: Client) -> None:
    assert client.get("/language/").status_code == 405


def test_refusals_are_in_the_readers_language(as_bob: Client) -> None:
    answer = as_bob.get("/nothing/", headers={"accept-language": "de"})
    assert "Hier ist nichts" in answer.content.decode()


def test_exports_keep_their_columns(as_bob: Client, classroom: Classroom) -> None:
    answer = as_bob.get(reverse("export", args=[classroom.pk, "people", "csv"]), headers={"accept-language": "de"})
    assert content_of(answer).startswith("\ufeffname,role,joined")
