"""The page on which a student votes when the class is asked."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from sandbox.judge.rules import Answer
from tutor.attempts.models import Attempt, Phase
from tutor.attempts.votes import VOTING, answer, answered, current, place_of
from tutor.catalog.courses import course, observations_of
from tutor.json_api import RefusedError
from tutor.people.access import membership

CHOOSE = _("Choose an answer and how sure you are, for every observation.")


def vote_notice(attempt: Attempt) -> dict[str, str] | None:
    """Return where the class is asked now, for a page to link to; None when it is not."""
    vote = current(attempt.classroom)
    if vote is None or vote.phase not in VOTING:
        return None
    return {"url": reverse("vote", args=[attempt.classroom_id]), "phase": vote.phase}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def vote_page(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Show the question under vote and take the answer; wait where there is nothing to answer."""
    member = membership(request, classroom_id)
    vote = current(member.classroom)
    context = {"classroom": member.classroom, "course": course(member.classroom.course_id), "vote": vote}
    if vote is None:
        return render(request, "attempts/vote.html", context)
    place = place_of(vote, member)
    problem = ""
    if request.method == "POST":
        try:
            answer(vote, place, _answers(request, [each.id for each in observations_of(place.step)]))
            return redirect("vote", classroom_id)
        except (RefusedError, ValidationError) as refusal:
            problem = str(refusal) if isinstance(refusal, RefusedError) else str(CHOOSE)
    given = answered(vote, member.user)
    asked = vote.phase in VOTING and given is None
    context |= {
        "exercise": place.exercise,
        "step": place.step,
        "asked": asked,
        "again": vote.phase == Phase.AGAIN,
        "problem": problem,
        "questions": observations_of(place.step),
    }
    return render(request, "attempts/vote.html", context)


def _answers(request: HttpRequest, observations: list[str]) -> dict[str, Answer]:
    posted = request.POST
    return {
        each: Answer.model_validate(
            {"choice": posted.get(f"{each}-choice"), "confidence": posted.get(f"{each}-confidence")}
        )
        for each in observations
    }
