"""What holds for the site as a whole: settings, headers, health, and the clocks' order."""

import json
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client, RequestFactory

from tutor import health as health_module
from tutor.attempts import clocks, streams
from tutor.body_limit import LIMIT_BYTES, BodyLimit
from tutor.configuration import broker, database, read_configuration
from tutor.errors import csrf_failure
from tutor.people.models import User

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


def test_no_page_may_load_or_run_anything_foreign(client: Client, db: None, store: object) -> None:
    answer = client.get("/join/")
    policy = set(answer["Content-Security-Policy"].split("; "))
    assert policy >= STRICT
    assert not [word for word in ("unsafe", "http:", "https:", "*") if word in answer["Content-Security-Policy"]]
    assert "<script>" not in answer.text


def test_the_secret_key_has_no_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLASSROOM_SECRET_KEY")
    with pytest.raises(ImproperlyConfigured, match=r"CLASSROOM_SECRET_KEY: .* README.md says"):
        read_configuration()
    monkeypatch.setenv("CLASSROOM_SECRET_KEY", "short")
    with pytest.raises(ImproperlyConfigured, match="at least 32"):
        read_configuration()


def test_behind_tls_the_cookies_are_secure() -> None:
    script = (
        "from tutor import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.CSRF_TRUSTED_ORIGINS)"
    )
    environment = {"CLASSROOM_SECRET_KEY": "x" * 32, "CLASSROOM_ORIGIN": "https://class.example"}
    told = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "True True ['https://class.example']"


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "name"),
    [
        ("postgresql://site@/class?host=/run/site", "/run/site", "", "site", "class"),
        ("postgresql://site:p%40ss@db.example:5433/class", "db.example", "5433", "site", "class"),
    ],
)
def test_database_urls(url: str, host: str, port: str, user: str, name: str) -> None:
    parts = database(url)
    assert (parts["HOST"], parts["PORT"], parts["USER"], parts["NAME"]) == (host, port, user, name)


def test_celery_spells_unix_sockets_its_own_way() -> None:
    assert broker("unix:///run/v.sock?db=0") == "redis+socket:///run/v.sock?virtual_host=0"
    assert broker("redis://cache:6379/0") == "redis://cache:6379/0"


def test_health_names_what_does_not_answer(
    client: Client, db: None, store: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/health/").json() == {"ok": True, "workers_taking_runs": 0}

    def away() -> None:
        raise health_module.RedisError

    monkeypatch.setattr(health_module, "redis_client", away)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["error"]) == (503, "Redis does not answer.")


def test_a_form_without_a_token_gets_a_page(db: None) -> None:
    request = RequestFactory().post("/join/")
    request.user = User()
    assert "too old to act" in csrf_failure(request).text


def test_the_clocks_lie_inside_each_other() -> None:
    """A run of any step: its limit < the worker's < the sweeper's; a beat fits into what counts as alive."""
    assert 0 < clocks.TASK_MARGIN < clocks.DEADLINE_MARGIN
    assert clocks.CANCEL_POLL < clocks.HEARTBEAT_EVERY
    assert 3 * clocks.HEARTBEAT_EVERY < clocks.HEARTBEAT_GONE < clocks.FORGOTTEN < clocks.HEARTBEAT_KEPT
    assert streams.BLOCK_MS / 1000 < 5


def test_sweeping_once_says_how_many(db: None, store: object, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("sweep", once=True)
    assert capsys.readouterr().out == "0 forgotten runs\n"


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True)


class TestBodyLimit:
    @pytest.mark.parametrize(("chunks", "status"), [(4, 200), (5, 413)])
    async def test_a_body_is_cut_off_wherever_it_ends(self, chunks: int, status: int) -> None:
        coming = [{"type": "http.request", "body": b"x" * (LIMIT_BYTES // 4), "more_body": True}] * chunks
        sent = []

        async def receive() -> dict[str, object]:
            return coming.pop() if coming else {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        await BodyLimit(reads_everything)({"type": "http"}, receive, send)
        assert sent[0]["status"] == status
        if status == 413:
            assert "1 MB" in json.loads(sent[1]["body"])["error"]


async def reads_everything(scope, receive, send) -> None:
    while (await receive())["more_body"]:
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
