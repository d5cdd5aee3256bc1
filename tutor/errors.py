"""What a person sees when a request is refused before any view of ours ran."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

STALE_PAGE = _(
    "This page is too old to act: you signed in or out since it was opened. Reload it; what you typed is kept."
)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a request without a valid CSRF token, in the language it was asked in."""
    if request.content_type == "application/json":
        return JsonResponse({"error": str(STALE_PAGE)}, status=403)
    return render(request, "403.html", {"message": STALE_PAGE}, status=403)
