"""One-time links: whoever has one chooses the password of one account. Nothing is stored.

The token is Django's own for password resets: it covers the password, so it dies when one is chosen or withdrawn.
"""

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse

from tutor.people.models import User


def link(user: User) -> str:
    """Return the address at which a person without a password chooses one."""
    return reverse("welcome", args=[user.pk, default_token_generator.make_token(user)])


def invited(user_id: int, token: str) -> User | None:
    """Return whose link this is; None when it was used, withdrawn, is too old or was made up."""
    user = User.objects.filter(pk=user_id).first()
    return user if user and default_token_generator.check_token(user, token) else None


def withdraw_password(user: User) -> None:
    """Make the password, every account connected elsewhere, every older link and signed-in browser worthless."""
    user.set_unusable_password()
    with transaction.atomic():
        user.save(update_fields=["password"])
        user.identities.all().delete()
