"""What instructors fill in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tutor.attempts.bodies import TALK
from tutor.attempts.models import Explanation, Opening
from tutor.catalog.courses import ExplainStep, Step, courses
from tutor.people.models import Role
from tutor.people.names import clean_name
from tutor.people.roster import MOST_LINES

# A thousand names with addresses and numbers beside them.
ROSTER_CHARACTERS = 200_000
# No file of ours has more.
LINES = 1_000_000
EMPTY_ROSTER = _("Paste at least one name.")
TOO_MUCH = format_lazy(_("This is too much: {count} people at most."), count=MOST_LINES)
TOO_LONG = format_lazy(_("These are more than {count} lines. Paste one class at a time."), count=MOST_LINES)
NO_LINE = _("“{place}” is no line of this step. Write it as main.py:17, or leave it empty.")


class ClassForm(forms.Form):
    """A class's name."""

    name = forms.CharField(max_length=100, error_messages={"required": _("Give the class a name.")})

    def clean_name(self) -> str:
        """Return the name in one line of readable characters."""
        return clean_name(self.cleaned_data["name"])


class NewClassForm(ClassForm):
    """A class's name and its course."""

    course = forms.ChoiceField(error_messages={"invalid_choice": _("This server has no such course. Choose another.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].choices = [(each.id, each.title) for each in courses()]  # type: ignore[attr-defined]


class RosterForm(forms.Form):
    """Names, pasted; ``confirmed`` once the instructor has seen what was read."""

    pasted = forms.CharField(
        max_length=ROSTER_CHARACTERS,
        strip=False,
        widget=forms.Textarea,
        error_messages={"required": EMPTY_ROSTER, "max_length": TOO_MUCH},
    )
    confirmed = forms.BooleanField(required=False)

    def clean_pasted(self) -> str:
        """Return the text unless it is more than a lecture hall."""
        pasted: str = self.cleaned_data["pasted"]
        if not pasted.strip():
            raise ValidationError(EMPTY_ROSTER)
        if len(pasted.splitlines()) > MOST_LINES:
            raise ValidationError(TOO_LONG)
        return pasted


class TeacherForm(forms.Form):
    """Someone who helps to teach: a name for a new account, or the user name of one that teaches here already."""

    name = forms.CharField(
        max_length=200, error_messages={"required": _("Type a name, or the user name of a colleague.")}
    )
    role = forms.ChoiceField(choices=[(Role.ASSISTANT, "assistant"), (Role.INSTRUCTOR, "instructor")])
    known = forms.BooleanField(required=False)

    def clean_name(self) -> str:
        """Return the name as it will be shown."""
        return clean_name(self.cleaned_data["name"])


class MemberForm(forms.Form):
    """One change to one member."""

    action = forms.ChoiceField(choices=[(each, each) for each in (*Role.values, "reset", "remove")])


class DoorForm(forms.Form):
    """One change to how people come in."""

    action = forms.ChoiceField(choices=[(each, each) for each in ("open", "close", "rotate")])


class DatesForm(forms.ModelForm):  # type: ignore[type-arg]
    """When an exercise opens and closes, and its solution opens; an empty field never comes.

    ``solution_after`` counts the different versions of their code that somebody has had judged.
    """

    class Meta:
        model = Opening
        dates = {"opens": _("opens"), "closes": _("closes"), "solution_opens": _("solution opens")}
        fields = [*dates, "solution_after"]
        labels = {**dates, "solution_after": _("… after so many tries")}
        widgets = {
            **dict.fromkeys(
                dates,
                forms.DateTimeInput({"type": "datetime-local", "class": "input input-small"}, "%Y-%m-%dT%H:%M"),
            ),
            "solution_after": forms.NumberInput({"class": "input input-small"}),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a closing that is not after the opening."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("opens") and cleaned.get("closes") and cleaned["closes"] <= cleaned["opens"]:
            raise ValidationError(_("It closes before it opens. Change one of the two dates."))
        return cleaned


class CommentForm(forms.Form):
    """Words about a step; ``place`` is empty, or one of its lines, such as ``main.py:17``."""

    text = forms.CharField(max_length=TALK, error_messages={"required": _("Write something first.")})
    place = forms.CharField(max_length=220, required=False)

    def __init__(self, step: Step, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paths = {file.path for file in getattr(step, "files", ())}

    def clean_place(self) -> tuple[str, int | None]:
        """Return file and line; no file and None for the step as a whole."""
        typed = self.cleaned_data["place"].strip()
        if not typed:
            return "", None
        path, _separator, line = typed.rpartition(":")
        if path not in self.paths or not (line.isascii() and line.isdigit() and 0 < int(line[:7]) < LINES):
            raise ValidationError(NO_LINE.format(place=typed[:60]))
        return path, int(line)


class ReviewForm(forms.Form):
    """Which of the rubric's lines a text has, and words about it; ``alike`` are texts that get the same."""

    lines = forms.TypedMultipleChoiceField(coerce=int, required=False)
    words = forms.CharField(max_length=TALK, required=False)
    base = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    alike = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, step: ExplainStep, similar: list[Explanation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = [(number, number) for number in range(1, len(step.rubric) + 1)]  # type: ignore[attr-defined]
        self.fields["alike"].choices = [(each.pk, each.pk) for each in similar]  # type: ignore[attr-defined]
