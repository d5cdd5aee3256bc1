"""The doors: students join a class, instructors sign in, and whoever has a one-time link chooses a password."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tutor.people.join_codes import typed_join_code
from tutor.people.models import TEACHING, User
from tutor.people.names import clean_name

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STUDENT_PASSWORD = 6
WRONG_CURRENT = _("This is not your password. Check its capitals; your instructor can make a new link for you.")
LONGEST_PASSWORD = 200
SHORT_PASSWORD = format_lazy(_("Choose a password of at least {count} characters."), count=STUDENT_PASSWORD)


def password_field(label: "StrOrPromise", missing: "StrOrPromise | None" = None) -> forms.CharField:
    """Return a field for a password, whose spaces count; ``missing`` is said when it is left empty."""
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput,
        error_messages={"required": missing} if missing else None,
    )


class CodeForm(forms.Form):
    """A join code."""

    code = forms.CharField(
        max_length=20, label=_("Join code"), error_messages={"required": _("Type the code your instructor shows.")}
    )

    def clean_code(self) -> str:
        """Return the code as it is stored."""
        return typed_join_code(self.cleaned_data["code"])


class NameForm(CodeForm):
    """A join code and a name, from somebody who needs no password."""

    name = forms.CharField(
        max_length=200,
        label=_("Your name"),
        error_messages={"required": _("Type the name by which your class knows you.")},
    )

    def clean_name(self) -> str:
        """Return the name as it will be shown."""
        return clean_name(self.cleaned_data["name"])


class JoinForm(NameForm):
    """A join code, a name and a password to come back with."""

    password = password_field(_("Password"), _("Choose a password; with it you can come back to your work."))


class SignInForm(forms.Form):
    """A username and its password."""

    username = forms.CharField(max_length=150, label=_("User name"))
    password = password_field(_("Password"))


class OwnForm(forms.Form):
    """A form about the person who fills it in."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user


class CurrentPasswordForm(OwnForm):
    """The password that somebody has: what follows it cannot be done by whoever finds their browser open."""

    current = password_field(_("The password you have"), _("Type the password you have: it shows that it is you."))

    def clean_current(self) -> str:
        """Refuse what is not the current password."""
        current: str = self.cleaned_data["current"]
        if not self.user.check_password(current):
            raise forms.ValidationError(WRONG_CURRENT, code="wrong")
        return current


class WelcomeForm(OwnForm):
    """The password that a person with a one-time link chooses."""

    password = password_field(_("Password"), _("Choose a password; with it you can come back."))

    @cached_property
    def teaches(self) -> bool:
        """Whether a guessed password would open more than one student's work."""
        return self.user.memberships.filter(role__in=TEACHING).exists()

    def clean_password(self) -> str:
        """Return the password; those who teach need a stronger one."""
        password: str = self.cleaned_data["password"]
        if self.teaches:
            validate_password(password, self.user)
        elif len(password) < STUDENT_PASSWORD:
            raise forms.ValidationError(SHORT_PASSWORD)
        return password


class ChangePasswordForm(CurrentPasswordForm, WelcomeForm):
    """The password that somebody has, and the one they want."""
