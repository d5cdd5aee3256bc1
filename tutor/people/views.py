"""Coming in and going out."""

from django.contrib.auth import authenticate, login, logout
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutor.people import throttle
from tutor.people.forms import JoinForm, SignInForm
from tutor.people.join_codes import typed_join_code
from tutor.people.joining import JoinError, join
from tutor.people.models import TEACHING, Classroom, Role, User

BACKEND = "django.contrib.auth.backends.ModelBackend"
WRONG_SIGN_IN = "Username and password do not belong together. Check both; the password's capitals count."


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send everyone to where they were going: students to their course, instructors to their class."""
    if not isinstance(request.user, User):
        return redirect("join")
    taught = _taught_by(request.user)
    if len(taught) > 1:
        return render(request, "people/classes.html", {"classrooms": taught})
    if taught:
        return redirect("dashboard", taught[0].pk)
    latest = request.user.memberships.order_by("-joined", "-pk").first()
    return redirect("course", latest.classroom_id) if latest else redirect("join")


def _taught_by(user: User) -> list[Classroom]:
    students = Count("memberships", filter=Q(memberships__role=Role.STUDENT))
    taught = Classroom.objects.filter(
        pk__in=user.memberships.filter(role__in=TEACHING).values("classroom_id"),
    )
    return list(taught.annotate(member_count=students).order_by("name", "pk"))


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join_class(request: HttpRequest, code: str = "") -> HttpResponse:
    """Join a class, or come back to it with the same name and password."""
    if request.method == "POST" and (wait := throttle.seconds_to_wait(request)):
        return too_many_tries(request, wait)
    form = JoinForm(request.POST or None, initial={"code": code})
    if request.method == "POST" and form.is_valid():
        try:
            member = join(**form.cleaned_data)
        except JoinError as refusal:
            form.add_error(refusal.field, refusal.sentence)
            if refusal.guess:
                throttle.count_wrong_try(request)
        else:
            login(request, member.user, BACKEND)
            return redirect("course", member.classroom_id)
    classroom = _classroom_of(request, form, code)
    return render(request, "people/join.html", {"form": form, "classroom": classroom})


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


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget this browser."""
    logout(request)
    return redirect("home")


def too_many_tries(request: HttpRequest, wait: int) -> HttpResponse:
    """Turn an address away for ``wait`` seconds."""
    message = f"Too many wrong tries from your network. Try again in {wait} seconds."
    response = render(request, "429.html", {"message": message}, status=429)
    response["Retry-After"] = str(wait)
    return response
