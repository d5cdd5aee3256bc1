"""What a learner's page sends: predictions, explanations and drafts."""

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string

from tutor.attempts import drafts, explanations, predictions, versions
from tutor.attempts.access import own_place
from tutor.attempts.bodies import DraftBody, ExplanationBody, MarksBody, PredictionBody
from tutor.attempts.openings import require_open
from tutor.json_api import json_view, parse


@json_view("POST")
def prediction(request: HttpRequest, attempt_id: int, step_id: str) -> JsonResponse:
    """Commit a prediction."""
    place = require_open(own_place(request, attempt_id, step_id))
    committed = predictions.commit(place, parse(request, PredictionBody).answers)
    return JsonResponse({"committed_at": committed.committed_at.isoformat()}, status=201)


@json_view("POST")
def explanation(request: HttpRequest, attempt_id: int, step_id: str) -> JsonResponse:
    """Commit an explanation, and get the author's."""
    place = require_open(own_place(request, attempt_id, step_id))
    committed = explanations.commit(place, parse(request, ExplanationBody))
    context = {"explanation": committed, "step": place.step}
    return JsonResponse({"html": render_to_string("attempts/_explained.html", context, request)}, status=201)


@json_view("PUT")
def marks(request: HttpRequest, attempt_id: int, step_id: str) -> JsonResponse:
    """Mark one's own explanation."""
    place = own_place(request, attempt_id, step_id)
    return JsonResponse({"lines": explanations.mark(place, parse(request, MarksBody))})


@json_view("PUT")
def draft(request: HttpRequest, attempt_id: int, step_id: str) -> JsonResponse:
    """Save one file as it is typed."""
    place = own_place(request, attempt_id, step_id)
    return JsonResponse({"revision": drafts.save(place, parse(request, DraftBody))})


@json_view("GET")
def draft_versions(request: HttpRequest, attempt_id: int, step_id: str) -> JsonResponse:
    """List the versions of one file, newest first."""
    place = own_place(request, attempt_id, step_id)
    return JsonResponse({"versions": versions.of(place, request.GET.get("path", ""))})


@json_view("GET")
def draft_version(request: HttpRequest, attempt_id: int, step_id: str, version_id: int) -> JsonResponse:
    """Return the text of one version."""
    place = own_place(request, attempt_id, step_id)
    return JsonResponse({"content": versions.content(place, version_id)})
