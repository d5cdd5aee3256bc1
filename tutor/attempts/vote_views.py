"""The page on which a student votes when the class is asked."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from sandbox.judge.rules import Answer, Observation
from tutor.attempts.models import Attempt, Phase
from tutor.attempts.votes import VOTING, answer, answered, current, place_of
from tutor.catalog.courses import Step, course, observations_of
from tutor.json_api import RefusedError
from tutor.people.access import membership

CHOOSE = _("Choose an answer and how sure you are, for every observation.")


@dataclass(frozen=True)
class Ballot:
    """One question under vote, and what stands in its fields."""

    question: Observation
    said: str = ""
    confidence: str = ""

    def answer(self) -> Answer:
        """Return what was answered; raises :class:`ValueError` for what is none."""
        said = int(self.said) if self.question.answer == "number" else self.said
        return Answer.model_validate({self.question.answer: said, "confidence": self.confidence})


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
    ballots = _ballots(place.step, request.POST)
    problem = ""
    if request.method == "POST":
        try:
            answer(vote, place, {each.question.id: each.answer() for each in ballots})
            return redirect("vote", classroom_id)
        except (RefusedError, ValueError) as refusal:
            problem = str(refusal) if isinstance(refusal, RefusedError) else str(CHOOSE)
    given = answered(vote, member.user)
    asked = vote.phase in VOTING and given is None
    context |= {
        "exercise": place.exercise,
        "step": place.step,
        "asked": asked,
        "again": vote.phase == Phase.AGAIN,
        "problem": problem,
        "ballots": ballots,
    }
    return render(request, "attempts/vote.html", context)


def _ballots(step: Step, posted: QueryDict) -> list[Ballot]:
    return [
        Ballot(each, posted.get(f"{each.id}-{each.answer}", ""), posted.get(f"{each.id}-confidence", ""))
        for each in observations_of(step)
    ]
