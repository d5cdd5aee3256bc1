"""Somebody who has proved to the provider who they are, and what follows from it here."""

from dataclasses import asdict, dataclass
from time import time
from typing import Self

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tutor.openid.configured import OPENID
from tutor.people.accounts import new_student
from tutor.people.joining import CLOSED, JoinError, class_of
from tutor.people.models import Classroom, Membership, User
from tutor.people.names import LONGEST, clean_name, name_key

REMEMBERED = "openid"
# Whoever has come from the provider and not typed their code by then comes from there again.
REMEMBERED_SECONDS = 600

NAME_TAKEN = _(
    "Someone in this class has this name already. If it is you, come in as you did before, or with your one-time link; "
    "if it is not, add your surname or a number."
)


class IdentityTakenError(Exception):
    """The account at the provider belongs to another person here, or the person has one already."""


@dataclass(frozen=True)
class Someone:
    """Who it is at the provider: the subject never changes there, the name is only a proposal."""

    subject: str
    name: str

    @classmethod
    def told(cls, subject: str, name: str) -> Self:
        """Take what the provider tells; a name that cannot be shown is none."""
        try:
            return cls(subject, clean_name(name[:LONGEST]))
        except ValidationError:
            return cls(subject, "")

    @property
    def user(self) -> User | None:
        """The person here, if they have been here before."""
        mine = {"identities__issuer": OPENID.issuer, "identities__subject": self.subject}
        return User.objects.filter(**mine).first()

    def become(self, user: User) -> None:
        """Let them come in as this person from now on; raises :class:`IdentityTakenError`."""
        try:
            with transaction.atomic():
                user.identities.create(issuer=OPENID.issuer, subject=self.subject, name=self.name)
        except IntegrityError as error:
            raise IdentityTakenError from error

    def join(self, code: str, name: str = "") -> Membership:
        """Let them into a class, under a name when they are new here; raises :class:`JoinError`."""
        classroom = class_of(code)
        if member := self._member_of(classroom):
            return member
        if not classroom.open:
            raise JoinError("code", CLOSED)
        try:
            with transaction.atomic():
                user = self.user or self._newcomer(name)
                return Membership.objects.create(user=user, classroom=classroom, name_key=name_key(str(user)))
        except (IntegrityError, IdentityTakenError) as error:
            # The button may have been pressed twice at once.
            if member := self._member_of(classroom):
                return member
            raise JoinError("name" if name else "code", NAME_TAKEN) from error

    def remember(self, request: HttpRequest, code: str) -> None:
        """Keep who it is, for the page on which they join."""
        request.session[REMEMBERED] = {**asdict(self), "code": code, "until": time() + REMEMBERED_SECONDS}

    def _member_of(self, classroom: Classroom) -> Membership | None:
        return classroom.memberships.select_related("user").filter(user=self.user).first() if self.user else None

    def _newcomer(self, name: str) -> User:
        user = new_student(name)
        user.save()
        self.become(user)
        return user


def forget(request: HttpRequest) -> None:
    """Remember nobody any more."""
    request.session.pop(REMEMBERED, None)


def remembered(request: HttpRequest) -> tuple[Someone, str] | None:
    """Return who came from the provider a moment ago and has not joined yet, with the code they brought."""
    kept = request.session.get(REMEMBERED)
    if not kept or kept["until"] < time():
        return None
    return Someone(kept["subject"], kept["name"]), kept["code"]
