"""Changing one's own password; every other browser is signed out by it."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tutor.people import throttle
from tutor.people.access import person
from tutor.people.forms import ChangePasswordForm
from tutor.people.views import too_many_tries

CHANGED = _("Your password is changed. Other browsers that were signed in with the old one are signed out.")


@sensitive_post_parameters("current", "password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Take the current password and a new one; there is nothing here for those who sign in without one."""
    user = person(request)
    if not user.has_usable_password():
        raise Http404
    if request.method == "POST" and (wait := throttle.seconds_to_wait(request)):
        return too_many_tries(request, wait)
    form = ChangePasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user.set_password(form.cleaned_data["password"])
        user.save(update_fields=["password"])
        update_session_auth_hash(request, user)
        messages.success(request, CHANGED)
        return redirect("change-password")
    if form.has_error("current", "wrong"):
        throttle.count_wrong_try(request)
    return render(request, "people/change_password.html", {"form": form})
