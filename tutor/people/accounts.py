"""New accounts, not saved yet. They have no password: their owner chooses one, or proves elsewhere who they are."""

import uuid

from tutor.people.models import User


def new_account(username: str, name: str) -> User:
    """Return an account for somebody who signs in under ``username``."""
    user = User(username=username, display_name=name)
    user.set_unusable_password()
    return user


def new_student(name: str) -> User:
    """Return an account for a student, who is known by a name inside a class and never types the username."""
    return new_account(f"student-{uuid.uuid4().hex}", name)
