"""The cast: Alice learns, Bob teaches, Charlie is a stranger. And the services they need."""

from collections.abc import Iterator
from contextlib import nullcontext
from types import SimpleNamespace
from unittest.mock import AsyncMock

import pytest
import redis
from django.test import Client

from tests import openid_provider
from tests.environment import FOLDER, OPENID_LISTENER
from tests.services import postgres, valkey
from tests.site.program import Program
from tests.site.scene import PASSWORD, Scene
from tutor.attempts.models import Attempt
from tutor.attempts.worker import Worker
from tutor.connections import redis_client
from tutor.people.models import Classroom, Membership, Role, User


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Start PostgreSQL before pytest-django makes its test database there."""
    with postgres(FOLDER):
        yield


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[None]:
    with valkey(FOLDER):
        yield


@pytest.fixture(scope="session", autouse=True)
def _openid_server() -> Iterator[openid_provider.Provider]:
    with openid_provider.serving(OPENID_LISTENER) as provider:
        yield provider


@pytest.fixture
def provider(_openid_server: openid_provider.Provider) -> openid_provider.Provider:
    """The OpenID Connect provider, behaving well."""
    _openid_server.behave()
    return _openid_server


@pytest.fixture(autouse=True)
def _plain_settings(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def store(valkey_server: None) -> "redis.Redis":
    """An empty Redis."""
    client = redis_client()
    client.flushall()
    return client


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Program:
    """What the sandbox would do with a learner's program; the one seam at which these tests patch."""
    scripted = Program()
    for player in ("playing", "regrading.judging"):
        monkeypatch.setattr(f"tutor.attempts.{player}.execute", scripted.execute)
    monkeypatch.setattr(
        "tutor.attempts.worker.open_sandbox", lambda home: nullcontext(SimpleNamespace(pools=[], held_by="watch"))
    )
    monkeypatch.setattr("tutor.attempts.worker.canary", AsyncMock())
    return scripted


@pytest.fixture
def worker(store: "redis.Redis", program: Program) -> Iterator[Worker]:
    """A worker with its loop, heartbeat and ear for stops, and a scripted sandbox."""
    started = Worker()
    started.start()
    yield started
    started.stop()


@pytest.fixture
def classroom(db: None) -> Classroom:
    return Classroom.objects.create(name="10b", course_id="async-sqlalchemy", join_code="ACDEFGH")


@pytest.fixture
def alice(classroom: Classroom) -> User:
    return _person("alice", classroom, Role.STUDENT)


@pytest.fixture
def bob(classroom: Classroom) -> User:
    return _person("bob", classroom, Role.INSTRUCTOR)


@pytest.fixture
def tess(classroom: Classroom) -> User:
    """Tess assists Bob: she sees and reviews, and changes nothing."""
    return _person("tess", classroom, Role.ASSISTANT)


@pytest.fixture
def charlie(db: None) -> User:
    return _person("charlie", None, Role.STUDENT)


@pytest.fixture
def attempt(alice: User, classroom: Classroom) -> Attempt:
    return Attempt.objects.create(learner=alice, classroom=classroom, exercise_id="1.2")


@pytest.fixture
def scene(store: "redis.Redis", attempt: Attempt) -> Scene:
    """Alice, signed in, at exercise 1.2."""
    return Scene(attempt, signed_in(attempt.learner))


@pytest.fixture
def as_bob(store: "redis.Redis", bob: User) -> Client:
    return signed_in(bob)


@pytest.fixture
def as_tess(store: "redis.Redis", tess: User) -> Client:
    return signed_in(tess)


@pytest.fixture
def as_charlie(store: "redis.Redis", charlie: User) -> Client:
    return signed_in(charlie)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _person(name: str, classroom: Classroom | None, role: Role) -> User:
    user = User.objects.create_user(name, password=PASSWORD, display_name=name.title())
    if classroom:
        Membership.objects.create(user=user, classroom=classroom, role=role, name_key=name)
    return user
