"""Everything in a classroom is fetched through the person who asks: strangers get 404."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from tutor.people import presence
from tutor.people.models import TEACHING, Membership, Role, User

LOOK_ONLY = _("Teaching assistants see everything here and review, but changing the class is for its instructors.")


def person(request: HttpRequest) -> User:
    """Return who asks; the views that use this have sent everyone away who is not signed in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def membership(request: HttpRequest, classroom_id: int) -> Membership:
    """Return the asker's place in a classroom and note that they are here; raises Http404 for strangers."""
    found = person(request).memberships.select_related("classroom").filter(classroom_id=classroom_id).first()
    if found is None:
        raise Http404
    presence.touch(classroom_id, found.user_id)
    return found


def teaching(request: HttpRequest, classroom_id: int) -> Membership:
    """Return the asker's place in a classroom they teach; raises Http404 for students and strangers."""
    found = membership(request, classroom_id)
    if found.role not in TEACHING:
        raise Http404
    return found


def instructing(request: HttpRequest, classroom_id: int) -> Membership:
    """Return the asker's place in a classroom they may change; assistants are told, all others get Http404."""
    found = teaching(request, classroom_id)
    if found.role != Role.INSTRUCTOR:
        raise PermissionDenied(LOOK_ONLY)
    return found
