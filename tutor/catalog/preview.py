"""What an author sees while writing: pages that reload after a change, and a mistake's place and cure."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exercises.reader import CourseError
from tutor.catalog.courses import stamp


class MistakesAreShown:
    """Middleware: a course that cannot be read is a page that says where and why, not a fault of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as usual."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show the mistake."""
        if not isinstance(error, CourseError):
            return None
        return render(request, "catalog/mistake.html", {"mistake": str(error)}, status=500)


def previewing(_request: HttpRequest) -> dict[str, object]:
    """Tell templates whether this is a preview."""
    return {"preview": settings.PREVIEW}


@login_required
@require_safe
def changes(_request: HttpRequest) -> JsonResponse:
    """Return what changes with every change to a course."""
    return JsonResponse({"stamp": str(stamp(settings.COURSES))})
