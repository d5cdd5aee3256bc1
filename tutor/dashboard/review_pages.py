"""Reading explanations: the queue, one text with its rubric, and what happens when two people save."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutor.attempts.models import Review
from tutor.catalog.courses import ExplainStep, course, exercise_or_404, step_key, step_or_404
from tutor.dashboard.forms import ReviewForm
from tutor.dashboard.reviews import ConflictError, alike, claim, claim_next, explanations, save, waiting
from tutor.people.access import teaching
from tutor.people.models import Membership

ALL_READ = _("Everything in this step has been read, or somebody is reading it.")


@login_required
@require_safe
def queue(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Show how many explanations wait, step by step."""
    asker = teaching(request, classroom_id)
    counts = waiting(asker.classroom)
    rows = [
        {"exercise": exercise, "step": step, "total": counts[key][0], "left": counts[key][1]}
        for exercise in course(asker.classroom.course_id).exercises
        for step in exercise.steps
        if (key := step_key(exercise.id, step.id)) in counts
    ]
    return render(request, "dashboard/review_queue.html", {"classroom": asker.classroom, "me": asker, "rows": rows})


@login_required
@require_POST
def read_next(request: HttpRequest, classroom_id: int, exercise_id: str, step_id: str) -> HttpResponse:
    """Claim the next text of a step and go there."""
    asker = teaching(request, classroom_id)
    step_or_404(exercise_or_404(asker.classroom.course_id, exercise_id), step_id)
    return _to_next(request, asker, exercise_id, step_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, classroom_id: int, explanation_id: int) -> HttpResponse:
    """Read one explanation and mark it against the rubric; on saving, go to the next."""
    asker = teaching(request, classroom_id)
    explanation = get_object_or_404(explanations(asker.classroom), pk=explanation_id)
    exercise = exercise_or_404(asker.classroom.course_id, explanation.attempt.exercise_id)
    step = step_or_404(exercise, explanation.step_id)
    if not isinstance(step, ExplainStep):
        raise Http404
    similar = alike(asker.classroom, explanation)
    form = ReviewForm(step, similar, request.POST if request.method == "POST" else None)
    theirs = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            saved = save(explanation, asker.user, given["lines"], given["words"], given["base"], given["alike"])
        except ConflictError as conflict:
            theirs = conflict.theirs
        else:
            messages.success(request, ngettext("{count} saved.", "{count} saved.", saved).format(count=saved))
            return _to_next(request, asker, exercise.id, step.id)
    elif request.method != "POST":
        claim(explanation, asker.user)
    now = Review.objects.select_related("claimed_by", "reviewer").filter(explanation=explanation).first()
    context = {
        "classroom": asker.classroom,
        "me": asker,
        "exercise_shown": exercise,
        "step": step,
        "explanation": explanation,
        "choice": next((each for each in step.choices if each.id == explanation.choice), None),
        "own_lines": getattr(getattr(explanation, "self_marks", None), "lines", []),
        "review": now,
        "other_reader": _other_reader(now, asker),
        "theirs": theirs,
        "form": form,
        "lines": given["lines"] if theirs else (now.lines if now else []),
        "words": given["words"] if theirs else (now.words if now else ""),
        "similar": similar,
    }
    return render(request, "dashboard/review.html", context, status=409 if theirs else 200)


def _to_next(request: HttpRequest, asker: Membership, exercise_id: str, step_id: str) -> HttpResponse:
    found = claim_next(asker.classroom, exercise_id, step_id, asker.user)
    if found is None:
        messages.success(request, ALL_READ)
        return redirect("review-queue", asker.classroom_id)
    return redirect("review", asker.classroom_id, found.pk)


def _other_reader(review: Review | None, asker: Membership) -> str:
    """Name who else has this text on their screen; empty when nobody does."""
    if review is None or review.claimed_by is None or review.claimed_by == asker.user:
        return ""
    return str(review.claimed_by) if review.claimed_until and review.claimed_until > timezone.now() else ""
