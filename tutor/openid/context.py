"""What every page may need to know about signing in elsewhere."""

from django.conf import settings
from django.http import HttpRequest


def openid(_request: HttpRequest) -> dict[str, object]:
    """Tell templates by which name people know the provider; empty where this installation has none."""
    return {"openid": settings.OPENID.name if settings.OPENID else ""}
