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
    """A worker beats in Redis as soon as its sandbox is open, and as long as its loop turns."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutor.settings")
    django.setup()
    from tutor.attempts.worker import heartbeat_key, is_beating

    with redis.Redis.from_url(os.environ["CLASSROOM_REDIS_URL"], socket_timeout=SECONDS) as client:
        if not any(is_beating(client, key) for key in client.scan_iter(heartbeat_key(f"{socket.gethostname()}-*"))):
            raise SystemExit("worker: its heart does not beat; its log says why")


def _valkey() -> None:
    with redis.Redis(password=os.environ["VALKEY_PASSWORD"], socket_timeout=SECONDS) as client:
        client.ping()


CHECKS: dict[str, Callable[[], None]] = {"web": _web, "worker": _worker, "valkey": _valkey}

if __name__ == "__main__":
    main()
