"""Coming into a class with a code, a name and a password, for the first time or again."""

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tutor.people.accounts import new_student
from tutor.people.forms import SHORT_PASSWORD, STUDENT_PASSWORD
from tutor.people.models import Classroom, Membership
from tutor.people.names import name_key

WRONG_CODE = _("No class has this join code. Compare it with the one your instructor shows.")
NAME_TAKEN = _(
    "Someone in this class has this name already. If it is you, the password is not the one you chose; "
    "if it is not, add your surname or a number to your name."
)
NOT_CLAIMED = _(
    "This name is on the roster and waits for its owner: open the one-time link that your instructor has for you."
)
WITHOUT_PASSWORD = _(
    "Whoever has this name here signs in without a password, with the button below. "
    "If that is not you, add your surname or a number to your name."
)
CLOSED = _("This class takes nobody new at the moment. Ask your instructor to open it.")


class JoinError(Exception):
    """The person stays outside; the field that is to blame, the sentence, and whether it may have been a guess."""

    def __init__(self, field: str, sentence: str | Promise, *, guess: bool = False) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence
        self.guess = guess


def join(code: str, name: str, password: str) -> Membership:
    """Let the person in, making an account for a new name; raises :class:`JoinError`."""
    classroom = class_of(code)
    membership = _known(classroom, name) or _newcomer(classroom, name, password)
    if not membership.user.has_usable_password():
        raise JoinError("name", NOT_CLAIMED if membership.user.waits else WITHOUT_PASSWORD, guess=True)
    if not membership.user.check_password(password):
        raise JoinError("password", NAME_TAKEN, guess=True)
    return membership


def class_of(code: str) -> Classroom:
    """Return the class with this join code; raises :class:`JoinError`."""
    classroom = Classroom.objects.filter(join_code=code).first()
    if classroom is None:
        raise JoinError("code", WRONG_CODE, guess=True)
    return classroom


def _known(classroom: Classroom, name: str) -> Membership | None:
    return classroom.memberships.select_related("user").filter(name_key=name_key(name)).first()


def _newcomer(classroom: Classroom, name: str, password: str) -> Membership:
    if not classroom.open:
        raise JoinError("code", CLOSED)
    if len(password) < STUDENT_PASSWORD:
        raise JoinError("password", SHORT_PASSWORD)
    user = new_student(name)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
            return Membership.objects.create(user=user, classroom=classroom, name_key=name_key(name))
    except IntegrityError:
        # Two of the same name pressed the button at once; the second is answered like any later one.
        return classroom.memberships.select_related("user").get(name_key=name_key(name))
