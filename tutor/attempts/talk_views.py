"""Help and comments over HTTP, for the learner's own page."""

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from tutor.attempts import talk
from tutor.attempts.access import Place, own_place
from tutor.attempts.bodies import CommentBody, HandBody
from tutor.attempts.explanations import committed
from tutor.attempts.vote_views import vote_notice
from tutor.catalog.courses import ExplainStep
from tutor.json_api import RefusedError, json_view, parse
from tutor.people.access import person

NO_WORDS = _("Write something first.")


@json_view("GET")
def look(request: HttpRequest, attempt_id: int, step_id: str) -> JsonResponse:
    """Return what others said about a step: comments, a review; and whether the learner's hand is up."""
    place = own_place(request, attempt_id, step_id)
    said = talk.talk(place.attempt, place.step.id)
    return JsonResponse({**said, "vote": vote_notice(place.attempt), "review": _review(place)})


def _review(place: Place) -> str:
    """Return a review as the page shows it; empty where there is none."""
    explained = committed(place.attempt, place.step) if isinstance(place.step, ExplainStep) else None
    if explained is None or explained.review is None:
        return ""
    return render_to_string("attempts/_reviewed.html", {"review": explained.review, "step": place.step})


@json_view("POST")
def say(request: HttpRequest, attempt_id: int, step_id: str) -> JsonResponse:
    """Answer in a step's thread."""
    place = own_place(request, attempt_id, step_id)
    text = parse(request, CommentBody).text
    if not text.strip():
        raise RefusedError(422, NO_WORDS)
    talk.comment(place.attempt, place.step, person(request), text, "", None)
    return JsonResponse(talk.talk(place.attempt, place.step.id), status=201)


@json_view("POST")
def raise_hand(request: HttpRequest, attempt_id: int, step_id: str) -> JsonResponse:
    """Ask for help; the saved code and the newest run go along."""
    place = own_place(request, attempt_id, step_id)
    talk.raise_hand(place, parse(request, HandBody).words)
    return JsonResponse(talk.talk(place.attempt, place.step.id), status=201)


@json_view("POST")
def lower_hand(request: HttpRequest, attempt_id: int, step_id: str) -> JsonResponse:
    """Take the hand down."""
    place = own_place(request, attempt_id, step_id)
    talk.lower_hand(place.attempt, person(request))
    return JsonResponse(talk.talk(place.attempt, place.step.id))
