"""Whoever tries to come in through a provider without being let: bad answers, stolen codes, made-up ways back."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.openid_provider import ABSENT, NAME, Provider
from tests.site.openid_visitor import consent, joined, leave, through, who
from tests.site.scene import PASSWORD
from tutor.openid import someone
from tutor.people import throttle
from tutor.people.models import Classroom, Identity, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "provider")]

FAILED = f"Signing in with {NAME} did not work"

# What a provider may answer, or somebody between it and us.
BAD_ANSWERS = {
    "for another site": {"claims": {"aud": "another site"}},
    "by another issuer": {"claims": {"iss": "https://elsewhere.example"}},
    "too late": {"claims": {"exp": 1}},
    "about nobody": {"claims": {"sub": ABSENT}},
    "about null": {"claims": {"sub": None}},
    "about a number": {"claims": {"sub": 7}},
    "about nothing": {"claims": {"sub": ""}},
    "about what no database keeps": {"claims": {"sub": "a\0b"}},
    "about far too much of a subject": {"claims": {"sub": "s" * 300}},
    "without a token of who": {"token_answer": {"id_token": ABSENT}},
    "with a token that is none": {"token_answer": {"id_token": "a.b.c"}},
    "with a token of another kind": {"token_answer": {"id_token": {"sub": "sub-dora"}}},
    "without a token for access": {"token_answer": {"access_token": ABSENT}},
}


@pytest.mark.parametrize("answer", BAD_ANSWERS)
def test_a_bad_answer_lets_nobody_in(client: Client, classroom: Classroom, provider: Provider, answer: str) -> None:
    joined(Client(), classroom)
    for part, change in BAD_ANSWERS[answer].items():
        getattr(provider, part).update(change)
    page = through(client)
    assert FAILED in page.text
    assert who(client) is None
    assert someone.REMEMBERED not in client.session


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": ABSENT},
        {"authorization_endpoint": 7},
    ],
)
def test_a_provider_that_is_not_what_was_installed_is_not_used(
    client: Client, provider: Provider, metadata: dict[str, object]
) -> None:
    provider.metadata.update(metadata)
    answer = client.post("/openid/", follow=True)
    assert f"{NAME} does not answer" in answer.text
    assert "/token" not in provider.asked


def test_a_way_back_is_good_once_and_in_one_browser(client: Client, classroom: Classroom) -> None:
    joined(Client(), classroom)
    back = consent(leave(client))
    thief = Client()
    assert FAILED in thief.get(back, follow=True).text
    assert who(thief) is None
    client.get(back)
    assert who(client) is not None
    client.post("/sign-out/")
    assert FAILED in client.get(back, follow=True).text
    assert who(client) is None


def test_a_stolen_code_is_worthless_in_another_browser(client: Client, classroom: Classroom) -> None:
    """The thief has a way back of their own, and puts the other's code into it."""
    joined(Client(), classroom)
    code = parse_qs(urlsplit(consent(leave(client))).query)["code"][0]
    thief = Client()
    state = parse_qs(urlsplit(leave(thief)).query)["state"][0]
    assert FAILED in thief.get("/openid/callback/", {"code": code, "state": state}, follow=True).text
    assert who(thief) is None


def test_an_account_is_connected_with_the_one_who_left(client: Client, alice: User, bob: User) -> None:
    client.force_login(alice)
    back = consent(leave(client, "/openid/connect/", current=PASSWORD))
    client.post("/sign-out/")
    client.force_login(bob)
    assert FAILED in client.get(back, follow=True).text
    assert not Identity.objects.exists()


def test_who_says_no_there_is_not_blamed(client: Client) -> None:
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    answer = client.get("/openid/callback/", {"error": "access_denied", "state": state}, follow=True)
    assert "without signing in there" in answer.text
    assert throttle.seconds_to_wait(answer.wsgi_request) == 0


def test_made_up_ways_back_are_slowed_down(client: Client, provider: Provider) -> None:
    for n in range(throttle.WRONG_TRIES):
        assert client.get("/openid/callback/", {"code": "x", "state": str(n)}).status_code == 302
    assert client.get("/openid/callback/", {"code": "x", "state": "y"}).status_code == 429
    assert client.post("/openid/").status_code == 429
    assert provider.asked == []
