"""Slows down guessing of join codes and passwords, per network address."""

from time import time

from django.core.cache import cache
from django.http import HttpRequest

# A whole class often shares one address: twenty typing errors a minute are honest, and get a guesser nowhere.
WRONG_TRIES = 20
WINDOW_SECONDS = 60


def seconds_to_wait(request: HttpRequest) -> int:
    """Return for how long this address is to be turned away; 0 lets it try."""
    if cache.get(_key(request), 0) < WRONG_TRIES:
        return 0
    return WINDOW_SECONDS - int(time()) % WINDOW_SECONDS


def count_wrong_try(request: HttpRequest) -> None:
    """Remember one wrong join code or password."""
    key = _key(request)
    if not cache.add(key, 1, timeout=WINDOW_SECONDS):
        cache.incr(key)


def _key(request: HttpRequest) -> str:
    window = int(time()) // WINDOW_SECONDS
    return f"wrong-tries:{request.META.get('REMOTE_ADDR', '')}:{window}"
