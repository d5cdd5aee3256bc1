"""One learner's work on one exercise, as those who teach see it: the timeline, and words about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tutor.attempts import talk
from tutor.attempts.models import Attempt
from tutor.catalog.courses import course, exercise_or_404, step_or_404
from tutor.dashboard.forms import CommentForm
from tutor.dashboard.timeline import timeline
from tutor.people.access import teaching
from tutor.people.models import Membership


@login_required
@require_safe
def student(request: HttpRequest, classroom_id: int, learner_id: int) -> HttpResponse:
    """Go to the exercise where a student was last."""
    asker = teaching(request, classroom_id)
    _student(asker, learner_id)
    newest = Attempt.objects.filter(classroom_id=classroom_id, learner_id=learner_id).order_by("-current_since").first()
    first = course(asker.classroom.course_id).exercises[0].id
    return redirect("attempt", classroom_id, learner_id, newest.exercise_id if newest else first)


@login_required
@require_safe
def attempt(request: HttpRequest, classroom_id: int, learner_id: int, exercise_id: str) -> HttpResponse:
    """Show everything a student did in one exercise."""
    asker = teaching(request, classroom_id)
    member = _student(asker, learner_id)
    taken = course(asker.classroom.course_id)
    exercise = exercise_or_404(taken.id, exercise_id)
    found = _attempt(member, exercise_id)
    context = {
        "classroom": asker.classroom,
        "me": asker,
        "member": member,
        "exercises": taken.exercises,
        "shown": exercise,
        "attempt": found,
        "hand": found and found.hands.filter(lowered=None).first(),
        "stories": timeline(found, exercise) if found else [],
    }
    return render(request, "dashboard/attempt.html", context)


@login_required
@require_POST
def comment(request: HttpRequest, classroom_id: int, learner_id: int, exercise_id: str, step_id: str) -> HttpResponse:
    """Comment on a step or on a line of it; it appears on the student's page at once, and answers their hand."""
    asker = teaching(request, classroom_id)
    member = _student(asker, learner_id)
    step = step_or_404(exercise_or_404(asker.classroom.course_id, exercise_id), step_id)
    found = get_object_or_404(_attempts(member), exercise_id=exercise_id)
    form = CommentForm(step, request.POST)
    if form.is_valid():
        path, line = form.cleaned_data["place"]
        written = talk.comment(found, step, asker.user, form.cleaned_data["text"], path, line)
        talk.lower_hand(found, asker.user)
        return redirect(_url(member, exercise_id, f"comment-{written.pk}"))
    messages.error(request, str(next(iter(form.errors.values()))[0]))
    return redirect(_url(member, exercise_id, f"step-{step_id}"))


@login_required
@require_POST
def lower(request: HttpRequest, classroom_id: int, learner_id: int, exercise_id: str) -> HttpResponse:
    """Lower a student's hand without a word, after helping them in person."""
    asker = teaching(request, classroom_id)
    member = _student(asker, learner_id)
    talk.lower_hand(get_object_or_404(_attempts(member), exercise_id=exercise_id), asker.user)
    return redirect(_url(member, exercise_id))


def _student(asker: Membership, learner_id: int) -> Membership:
    """Return a member of the asker's class, whatever their role: those who teach try things out too."""
    return get_object_or_404(asker.classroom.memberships.select_related("user"), user_id=learner_id)


def _attempts(member: Membership) -> QuerySet[Attempt]:
    return Attempt.objects.filter(classroom_id=member.classroom_id, learner_id=member.user_id)


def _attempt(member: Membership, exercise_id: str) -> Attempt | None:
    return _attempts(member).filter(exercise_id=exercise_id).first()


def _url(member: Membership, exercise_id: str, place: str = "") -> str:
    page = reverse("attempt", args=[member.classroom_id, member.user_id, exercise_id])
    return f"{page}#{place}" if place else page
