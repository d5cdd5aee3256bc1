"""To the provider and back, and what is asked of people on the way."""

# allauth carries no types.
# mypy: allow-untyped-calls
import logging
from typing import Any

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutor.openid.arrival import turn_back
from tutor.openid.configured import OPENID
from tutor.openid.discovery import ProviderError
from tutor.openid.provider import Adapter
from tutor.openid.someone import forget, remembered
from tutor.people import throttle
from tutor.people.access import person
from tutor.people.forms import CodeForm, CurrentPasswordForm, NameForm
from tutor.people.join_codes import typed_join_code
from tutor.people.views import enter, too_many_tries

log = logging.getLogger(__name__)

AWAY = _("%(provider)s does not answer at the moment. Try again in a while.")
DISCONNECTED = _("Disconnected: from now on you come in with your password only.")


@require_POST
def come_in(request: HttpRequest) -> HttpResponse:
    """Send somebody to the provider who wants to come in; a join code they typed comes along."""
    return _leave(request, "join", code=typed_join_code(request.POST.get("code", "")[:20]))


@require_POST
def claim(request: HttpRequest, user_id: int, token: str) -> HttpResponse:
    """Send somebody to the provider who has a one-time link and wants no password."""
    return _leave(request, "join", claim=[user_id, token])


@sensitive_post_parameters("current")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: HttpRequest) -> HttpResponse:
    """Show with which account somebody comes in, or send them to the provider to choose one."""
    user = person(request)
    identity = user.identities.filter(issuer=OPENID.issuer).first()
    form = CurrentPasswordForm(user, request.POST or None)
    if request.method == "POST" and identity is None:
        if wait := throttle.seconds_to_wait(request):
            return too_many_tries(request, wait)
        if form.is_valid():
            return _leave(request, "openid-connect", connect=user.pk)
        if form.has_error("current", "wrong"):
            throttle.count_wrong_try(request)
    return render(request, "openid/connect.html", {"form": form, "identity": identity})


@login_required
@require_POST
def disconnect(request: HttpRequest) -> HttpResponse:
    """Forget the account at the provider; whoever has no password could not come back."""
    user = person(request)
    if user.has_usable_password():
        user.identities.all().delete()
        messages.success(request, DISCONNECTED)
    return redirect("openid-connect")


@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    """Take somebody back from the provider: allauth compares, asks the provider, and calls our ``Doorkeeper``."""
    if wait := throttle.seconds_to_wait(request):
        return too_many_tries(request, wait)
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(Adapter)(request)
    except ProviderError as fault:
        return turn_back(request, cancelled=False, why=fault)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def join_as(request: HttpRequest) -> HttpResponse:
    """Let somebody into a class of whom the provider has told who they are."""
    if request.method == "POST" and (wait := throttle.seconds_to_wait(request)):
        return too_many_tries(request, wait)
    arrived = remembered(request)
    if arrived is None:
        return redirect("join")
    someone, code = arrived
    known = someone.user
    form = (CodeForm if known else NameForm)(request.POST or None, initial={"code": code, "name": someone.name})
    if entered := enter(request, form, someone.join):
        forget(request)
        return entered
    return render(request, "openid/join.html", {"form": form, "someone": someone, "known": known})


def _leave(request: HttpRequest, back: str, **wish: Any) -> HttpResponse:
    """Return a page that leads to the provider.

    A redirect would not do: browsers hold the whole way of a form's answer against ``form-action``.
    """
    if wait := throttle.seconds_to_wait(request):
        return too_many_tries(request, wait)
    try:
        away = Adapter(request).get_provider().redirect(request, process="login", data=wish)
    except ProviderError as fault:
        log.warning("%s", fault)
        messages.error(request, AWAY % {"provider": OPENID.name})
        return redirect(back)
    return render(request, "openid/leave.html", {"away": away.url})
