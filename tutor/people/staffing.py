"""Who belongs to a class, and as what. A class always keeps an instructor."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tutor.people import bell
from tutor.people.accounts import new_account, new_student
from tutor.people.invitations import withdraw_password
from tutor.people.models import TEACHING, Classroom, Membership, Removal, Role, User
from tutor.people.names import name_key

LAST_INSTRUCTOR = _("A class needs an instructor. Make somebody else one first.")
NAME_TAKEN = _("Someone in this class has this name already. Add a surname or a number.")
ELSEWHERE_TOO = _("This person is in a class that you do not teach, so their password is not yours to reset.")
YOURSELF = _("This is you: without a password you could not come back to give yourself the link.")
NO_TEACHER = _("No one who teaches here has this user name. Give a name instead, and they get an account.")


class StaffingError(Exception):
    """A change that is not made, with the sentence for the person who asked for it."""


def add_students(classroom: Classroom, names: Iterable[str]) -> int:
    """Put people on the roster who are not there yet, each with an account that waits for its link; return how many."""
    known = set(classroom.memberships.values_list("name_key", flat=True))
    fresh = [name for name in names if name_key(name) not in known]
    users = User.objects.bulk_create(new_student(name) for name in fresh)
    places = [Membership(user=user, classroom=classroom, name_key=name_key(user.display_name)) for user in users]
    # Whoever joined with the code in this moment keeps the place; the account that was made for them stays empty.
    Membership.objects.bulk_create(places, ignore_conflicts=True)
    return len(fresh)


def add_teacher(classroom: Classroom, name: str, role: Role) -> Membership:
    """Add someone who helps to teach, with a new account; raises :class:`StaffingError`."""
    return _enter(classroom, new_account(_free_username(name), name), role)


def add_known_teacher(classroom: Classroom, username: str, role: Role) -> Membership:
    """Add someone who teaches on this site already; raises :class:`StaffingError`."""
    user = User.objects.filter(username=username, memberships__role__in=TEACHING).first()
    if user is None:
        raise StaffingError(NO_TEACHER)
    return _enter(classroom, user, role)


def change_role(member: Membership, role: Role) -> None:
    """Make a member a student, assistant or instructor; raises :class:`StaffingError`."""
    with _staff_locked(member.classroom_id):
        if role != Role.INSTRUCTOR:
            _require_another_instructor(member)
        Membership.objects.filter(pk=member.pk).update(role=role)


def remove(member: Membership, by: User) -> None:
    """Take someone out of a class; what they did stays, and they can be taken back. Raises :class:`StaffingError`."""
    with _staff_locked(member.classroom_id):
        _require_another_instructor(member)
        kept = {"role": member.role, "name_key": member.name_key, "joined": member.joined}
        Removal.objects.update_or_create(
            user=member.user, classroom=member.classroom, defaults={**kept, "removed": timezone.now(), "removed_by": by}
        )
        member.delete()


def take_back(removal: Removal) -> Membership:
    """Put somebody back into a class as they were; raises :class:`StaffingError` when their name is taken since."""
    try:
        with transaction.atomic():
            member = Membership.objects.create(
                user=removal.user, classroom=removal.classroom, role=removal.role, name_key=removal.name_key
            )
            Membership.objects.filter(pk=member.pk).update(joined=removal.joined)
            removal.delete()
            bell.ring(member.classroom_id, member.user_id)
    except IntegrityError as error:
        raise StaffingError(_("Somebody else in this class has this name now. Take them out first.")) from error
    return member


def reset_password(member: Membership, by: User) -> None:
    """Withdraw a password, so that a new link can be given out; raises :class:`StaffingError`."""
    if member.user == by:
        raise StaffingError(YOURSELF)
    mine = by.memberships.filter(role=Role.INSTRUCTOR).values("classroom_id")
    if member.user.memberships.exclude(classroom_id__in=mine).exists():
        raise StaffingError(ELSEWHERE_TOO)
    withdraw_password(member.user)


def _enter(classroom: Classroom, user: User, role: Role) -> Membership:
    try:
        with transaction.atomic():
            user.save()
            return Membership.objects.create(user=user, classroom=classroom, role=role, name_key=name_key(str(user)))
    except IntegrityError as error:
        raise StaffingError(NAME_TAKEN) from error


def _free_username(name: str) -> str:
    """Return a name to sign in with that can be typed on any keyboard and is not taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    wish = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "teacher"
    taken = set(User.objects.filter(username__startswith=wish).values_list("username", flat=True))
    return next(each for each in (wish, *(f"{wish}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)


@contextmanager
def _staff_locked(classroom_id: int) -> Iterator[None]:
    """One change of a class's staff after the other, or two instructors could each remove the other."""
    with transaction.atomic():
        Classroom.objects.select_for_update().get(pk=classroom_id)
        yield


def _require_another_instructor(member: Membership) -> None:
    others = Membership.objects.filter(classroom_id=member.classroom_id, role=Role.INSTRUCTOR).exclude(pk=member.pk)
    if not others.exists():
        raise StaffingError(LAST_INSTRUCTOR)
