"""Somebody who goes to the provider and comes back, as a browser would take them."""

import requests
from django.http import HttpResponse
from django.test import Client

from tutor.people.models import Classroom, User


def leave(client: Client, url: str = "/openid/", **fields: str) -> str:
    """Press a button and return the provider's address, to which the page leads."""
    return client.post(url, fields).context["away"]


def consent(away: str, subject: str = "sub-dora") -> str:
    """Say at the provider who one is, and return the address here to which it sends the browser."""
    answer = requests.get(away.replace("/authorize?", f"/consent?subject={subject}&"), allow_redirects=False, timeout=5)
    return answer.headers["Location"].removeprefix("http://testserver")


def through(client: Client, subject: str = "sub-dora", url: str = "/openid/", **fields: str) -> HttpResponse:
    """Go to the provider and come back."""
    return client.get(consent(leave(client, url, **fields), subject), follow=True)


def who(client: Client) -> User | None:
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def joined(client: Client, classroom: Classroom, name: str = "Dora") -> User:
    """Come in for the first time."""
    page = through(client, code=classroom.join_code)
    assert page.context["form"]["code"].value() == classroom.join_code
    assert client.post("/openid/join/", {"code": classroom.join_code, "name": name}).status_code == 302
    return User.objects.get(display_name=name)
