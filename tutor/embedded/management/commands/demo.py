"""`manage.py demo`: students at work in the demonstration class; `up --demo` starts it beside the site."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tutor.embedded.demo import live
from tutor.people.models import Classroom, Membership, Role, User
from tutor.people.names import name_key
from tutor.people.setup import INSTRUCTOR

CLASS = "Demonstration"


class Command(BaseCommand):
    """Make the class, once, and let its students work; a second time nobody comes again."""

    help = "Let students work in a demonstration class."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare where the site is served."""
        parser.add_argument("site", help="such as http://127.0.0.1:8000/")

    def handle(self, *args: Any, **options: Any) -> None:
        """Live until everybody has stopped."""
        teacher = User.objects.get(username=INSTRUCTOR)
        course_id = Classroom.objects.filter(memberships__user=teacher).earliest("pk").course_id
        classroom, is_new = Classroom.objects.get_or_create(name=CLASS, defaults={"course_id": course_id})
        if not is_new:
            return
        Membership.objects.create(
            user=teacher, classroom=classroom, role=Role.INSTRUCTOR, name_key=name_key(str(teacher))
        )
        live(options["site"], classroom)
