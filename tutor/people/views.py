"""Coming in and going out."""

from collections.abc import Callable

from django.contrib.auth import authenticate, login, logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutor.people import throttle
from tutor.people.forms import JoinForm, SignInForm, WelcomeForm
from tutor.people.invitations import invited
from tutor.people.join_codes import typed_join_code
from tutor.people.joining import JoinError, join
from tutor.people.models import TEACHING, Classroom, Membership, User

BACKEND = "django.contrib.auth.backends.ModelBackend"
USED_LINK = _("This link was used already, or is too old. Your instructor can make a new one for you.")
WRONG_SIGN_IN = _("Username and password do not belong together. Check both; the password's capitals count.")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send everyone to where they were going: students to their course, instructors to their class."""
    if not isinstance(request.user, User):
        return redirect("join")
    taught = list(request.user.memberships.filter(role__in=TEACHING).values_list("classroom_id", flat=True)[:2])
    if taught:
        return redirect("classes") if len(taught) > 1 else redirect("dashboard", taught[0])
    latest = request.user.memberships.order_by("-joined", "-pk").first()
    return redirect("course", latest.classroom_id) if latest else redirect("join")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join_class(request: HttpRequest, code: str = "") -> HttpResponse:
    """Join a class, or come back to it with the same name and password."""
    if request.method == "POST" and (wait := throttle.seconds_to_wait(request)):
        return too_many_tries(request, wait)
    form = JoinForm(request.POST or None, initial={"code": code})
    if entered := enter(request, form, join):
        return entered
    classroom = _classroom_of(request, form, code)
    return render(request, "people/join.html", {"form": form, "classroom": classroom})


def enter(request: HttpRequest, form: Form, join: Callable[..., Membership]) -> HttpResponse | None:
    """Let somebody in with what they filled in; None while they stay outside, and the form says why."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        member = join(**form.cleaned_data)
    except JoinError as refusal:
        form.add_error(refusal.field, str(refusal.sentence))
        if refusal.guess:
            throttle.count_wrong_try(request)
        return None
    login(request, member.user, BACKEND)
    return redirect("course", member.classroom_id)


def _classroom_of(request: HttpRequest, form: JoinForm, code: str) -> Classroom | None:
    typed = typed_join_code(form.data.get("code") or code)
    classroom = Classroom.objects.filter(join_code=typed).first() if typed.isalnum() else None
    if code and request.method != "POST" and classroom is None:
        # A link with a wrong code is a guess like any other.
        throttle.count_wrong_try(request)
    return classroom


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign an instructor in."""
    if request.method == "POST" and (wait := throttle.seconds_to_wait(request)):
        return too_many_tries(request, wait)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            login(request, user)
            return redirect("home")
        throttle.count_wrong_try(request)
        form.add_error(None, WRONG_SIGN_IN)
    return render(request, "people/sign_in.html", {"form": form})


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, user_id: int, token: str) -> HttpResponse:
    """Let a person with a one-time link choose a password, and in."""
    if wait := throttle.seconds_to_wait(request):
        return too_many_tries(request, wait)
    user = invited(user_id, token)
    if user is None:
        throttle.count_wrong_try(request)
        return render(request, "404.html", {"message": USED_LINK}, status=404)
    form = WelcomeForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user.set_password(form.cleaned_data["password"])
        user.save(update_fields=["password"])
        login(request, user, BACKEND)
        return redirect("home")
    classroom = Classroom.objects.filter(memberships__user=user).order_by("pk").first()
    return render(request, "people/welcome.html", {"form": form, "newcomer": user, "token": token, "joins": classroom})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget this browser."""
    logout(request)
    return redirect("home")


def too_many_tries(request: HttpRequest, wait: int) -> HttpResponse:
    """Turn an address away for ``wait`` seconds."""
    message = ngettext(
        "Too many wrong tries from your network. Try again in {count} second.",
        "Too many wrong tries from your network. Try again in {count} seconds.",
        wait,
    ).format(count=wait)
    response = render(request, "429.html", {"message": message}, status=429)
    response["Retry-After"] = str(wait)
    return response
