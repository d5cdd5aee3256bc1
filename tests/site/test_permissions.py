"""Everyone × every address × every socket: who is let in, and that all others find nothing."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.site.addresses import (
    ADDRESSES,
    ROLES,
    SOCKETS,
    arguments,
    classmate,
    named_routes,
    teacher_elsewhere,
)
from tests.site.conftest import signed_in
from tests.site.scene import Scene
from tests.site.socket_browser import is_accepted
from tutor.people.models import Classroom, User
from tutor.sockets import urlpatterns as sockets

ROUTES = dict(named_routes())


@pytest.fixture
def world(
    scene: Scene, classroom: Classroom, bob: User, tess: User, charlie: User
) -> tuple[dict[str, Client], dict[str, Any]]:
    """A browser for each role, and what the addresses speak of."""
    people = {
        "stranger": charlie,
        "elsewhere": teacher_elsewhere(),
        "classmate": classmate(classroom),
        "assistant": tess,
        "instructor": bob,
    }
    clients = {"anonymous": Client(), "alice": scene.client, **{role: signed_in(user) for role, user in people.items()}}
    return clients, arguments(scene, classroom)


def test_every_address_is_in_the_table() -> None:
    assert set(ROUTES) == set(ADDRESSES)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ADDRESSES)
def test_who_is_let_in(world, name: str, role: str) -> None:
    clients, known = world
    address = ADDRESSES[name]
    known |= {"step_id": address.step}
    wanted = ROUTES[name].pattern.converters
    url = reverse(name, kwargs={key: known[key] for key in wanted})
    options = {"content_type": "application/json", "data": "{}"} if address.json and address.method != "get" else {}
    answer = getattr(clients[role], address.method)(url, **options)
    if role in address.allowed:
        assert is_let_in(answer), (name, role, answer.status_code)
    else:
        assert is_turned_away(answer, role), (name, role, answer.status_code)


def is_let_in(answer: HttpResponse) -> bool:
    return answer.status_code not in (401, 403, 404) and answer.status_code < 500 and not leads_to_the_door(answer)


def is_turned_away(answer: HttpResponse, role: str) -> bool:
    """Nobody learns that something is there, but assistants, who see that there is something to change."""
    if role == "anonymous" and (answer.status_code == 401 or leads_to_the_door(answer)):
        return True
    return answer.status_code == 404 or (role == "assistant" and answer.status_code == 403)


def leads_to_the_door(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer["Location"].startswith("/join/?next=")


def test_every_socket_is_in_the_table() -> None:
    assert [str(each.pattern) for each in sockets if str(each.pattern)] == list(SOCKETS)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("route", SOCKETS)
async def test_who_may_listen(world, route: str) -> None:
    clients, known = world
    path = "/" + route.replace("<uuid:run_id>", str(known["run_id"])).replace(
        "<int:classroom_id>", str(known["classroom_id"])
    )
    accepted = {role for role in ROLES if await is_accepted(clients[role], path)}
    assert accepted == SOCKETS[route]
