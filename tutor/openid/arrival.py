"""What happens to somebody who comes back from the provider, by what they went there for."""

import logging
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from tutor.openid.configured import OPENID
from tutor.openid.someone import IdentityTakenError, Someone
from tutor.people import throttle
from tutor.people.invitations import invited, link
from tutor.people.models import Classroom, User
from tutor.people.views import BACKEND, USED_LINK

log = logging.getLogger(__name__)

CONNECTED = _("Connected: from now on you can come in with %(provider)s.")
TAKEN = _("This account at %(provider)s belongs to somebody else here. Choose another one there.")
CANCELLED = _("You came back from %(provider)s without signing in there.")
FAILED = _("Signing in with %(provider)s did not work. Try it again; if it stays so, tell your instructor.")


def arrive(request: HttpRequest, someone: Someone, wish: dict[str, Any]) -> HttpResponse:
    """Do what somebody went to the provider for."""
    if "connect" in wish:
        return _connect(request, someone, wish["connect"])
    if "claim" in wish:
        return _claim(request, someone, *wish["claim"])
    return _come_in(request, someone, wish["code"])


def turn_back(request: HttpRequest, *, cancelled: bool, why: object) -> HttpResponse:
    """Say that nobody has come in, where they started from."""
    if not cancelled:
        log.warning("signing in at %s failed: %s", OPENID.issuer, why)
        throttle.count_wrong_try(request)
    messages.error(request, (CANCELLED if cancelled else FAILED) % {"provider": OPENID.name})
    return redirect("openid-connect" if request.user.is_authenticated else "join")


def _come_in(request: HttpRequest, someone: Someone, code: str) -> HttpResponse:
    user = someone.user
    classroom = Classroom.objects.filter(join_code=code).first() if code else None
    if user is not None:
        login(request, user, BACKEND)
        if classroom is None:
            return redirect("home")
        if classroom.memberships.filter(user=user).exists():
            return redirect("course", classroom.pk)
    someone.remember(request, code)
    return redirect("openid-join")


def _connect(request: HttpRequest, someone: Someone, user_id: int) -> HttpResponse:
    if not isinstance(request.user, User) or request.user.pk != user_id:
        return turn_back(request, cancelled=False, why="another person is signed in than the one who left")
    try:
        someone.become(request.user)
    except IdentityTakenError:
        messages.error(request, TAKEN % {"provider": OPENID.name})
    else:
        messages.success(request, CONNECTED % {"provider": OPENID.name})
    return redirect("openid-connect")


def _claim(request: HttpRequest, someone: Someone, user_id: int, token: str) -> HttpResponse:
    user = invited(user_id, token)
    if user is None:
        throttle.count_wrong_try(request)
        messages.error(request, USED_LINK)
        return redirect("join")
    try:
        someone.become(user)
    except IdentityTakenError:
        messages.error(request, TAKEN % {"provider": OPENID.name})
        return redirect(link(user))
    login(request, user, BACKEND)
    return redirect("home")
