"""The first instructor and the first class of a new installation."""

import secrets
from typing import NamedTuple

from django.db import transaction

from tutor.people.models import Classroom, Membership, Role, User
from tutor.people.names import name_key

INSTRUCTOR = "teacher"
# 12 random bytes as text: 16 characters, far beyond guessing, still possible to copy by hand.
PASSWORD_BYTES = 12


class FirstClass(NamedTuple):
    """How to sign in; ``password`` is None when the instructor existed already."""

    username: str
    password: str | None
    join_code: str


@transaction.atomic
def create_first_class(course_id: str, class_name: str = "My first class") -> FirstClass:
    """Make sure there is an instructor with a class; calling it again changes nothing."""
    instructor, created = User.objects.get_or_create(username=INSTRUCTOR, defaults={"display_name": "Teacher"})
    password = None
    if created:
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        instructor.set_password(password)
        instructor.save(update_fields=["password"])
    classroom = Classroom.objects.filter(memberships__user=instructor).order_by("pk").first()
    if classroom is None:
        classroom = Classroom.objects.create(name=class_name, course_id=course_id)
        Membership.objects.create(
            user=instructor, classroom=classroom, role=Role.INSTRUCTOR, name_key=name_key(str(instructor))
        )
    return FirstClass(instructor.username, password, classroom.join_code)
