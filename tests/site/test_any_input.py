"""Whatever is sent to whichever address: an answer, never an accident of ours."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.addresses import ADDRESSES, arguments, named_routes
from tests.site.conftest import signed_in
from tests.site.scene import Scene
from tutor.people import throttle
from tutor.people.models import Classroom, User

ROUTES = dict(named_routes())
WRITING = [name for name, address in ADDRESSES.items() if address.method != "get"]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20), inner, max_size=4),
    max_leaves=8,
)
# Words that the bodies know, so that some get past the first refusal.
keys = st.sampled_from(
    ["answers", "choice", "text", "path", "content", "base_revision", "files", "key", "words", "latency_ms"]
)
values = anything | st.sampled_from(
    ["main.py", "expired", "{}", "\0", "\ud800", "00000000-0000-0000-0000-000000000000", 2**70]
)
bodies = st.dictionaries(keys, values, max_size=6) | anything
typed = st.text(max_size=60) | st.sampled_from(
    ["open", "close", "on", "student", "remove", "2026-12-01T09:00", "1.2", "=1+1", "\0", "main.py:3"]
)


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRITING)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_input_gets_an_answer(
    scene: Scene, classroom: Classroom, bob: User, monkeypatch: pytest.MonkeyPatch, name: str, data: st.DataObject
) -> None:
    monkeypatch.setattr(throttle, "WRONG_TRIES", 10**9)
    address = ADDRESSES[name]
    known = _known(scene, classroom) | {"step_id": address.step}
    client = scene.client if "alice" in address.allowed else signed_in(bob)
    url = reverse(name, kwargs={key: known[key] for key in ROUTES[name].pattern.converters})
    answer = getattr(client, address.method)(url, **_body(address.json, address.fields, data))
    assert answer.status_code < 500
    if address.json and answer.status_code >= 400:
        assert answer.json()["error"]


def _known(scene: Scene, classroom: Classroom) -> dict[str, Any]:
    """Make the world once, whatever the example."""
    if not hasattr(scene, "known"):
        scene.known = arguments(scene, classroom)
    return scene.known


def _body(takes_json: bool, fields: tuple[str, ...], data: st.DataObject) -> dict[str, Any]:
    if not takes_json:
        return {"data": {each: data.draw(typed) for each in fields if data.draw(st.booleans())}}
    if data.draw(st.booleans()):
        return {"data": data.draw(st.binary(max_size=80)), "content_type": "application/json"}
    return {"data": json.dumps(data.draw(bodies)), "content_type": "application/json"}


@pytest.mark.django_db
@given(path=st.text(max_size=60))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_address_gets_an_answer(store: object, path: str) -> None:
    assert Client().get("/" + path).status_code < 500
