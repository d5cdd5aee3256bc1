"""Asks one service of compose.yaml whether it can do its work: `python -m deploy.healthy web|worker|valkey`.

Runs in the service's own container. The exit code is the answer; what is wrong is said in one line.
"""

import os
import socket
import sys
import urllib.request
from collections.abc import Callable

import django
import redis

SECONDS = 5


def main() -> None:
    """Ask the service that was named."""
    try:
        CHECKS[sys.argv[1]]()
    except (OSError, redis.RedisError) as error:
        raise SystemExit(f"{sys.argv[1]}: {error}") from error


def _web() -> None:
    urllib.request.urlopen("http://127.0.0.1:8000/health/", timeout=SECONDS).close()


def _worker() -> None:
    """A worker beats in Redis once its sandbox is open and while its loop turns; the beat tells if it takes runs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutor.settings")
    django.setup()
    from tutor.attempts.heartbeats import beating

    with redis.Redis.from_url(os.environ["CLASSROOM_REDIS_URL"], socket_timeout=SECONDS) as client:
        beats = [beat for beat in beating(client) if beat.worker.startswith(f"{socket.gethostname()}-")]
    if not beats:
        raise SystemExit("worker: its heart does not beat; its log says why")
    if not any(beat.taking for beat in beats):
        raise SystemExit(f"worker: it {beats[0].sentence}")


def _valkey() -> None:
    with redis.Redis(password=os.environ["VALKEY_PASSWORD"], socket_timeout=SECONDS) as client:
        client.ping()


CHECKS: dict[str, Callable[[], None]] = {"web": _web, "worker": _worker, "valkey": _valkey}

if __name__ == "__main__":
    main()
