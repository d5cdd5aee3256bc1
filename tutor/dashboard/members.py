"""The people of a class: who they are, the roster, one-time links, roles."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutor.catalog.words import word
from tutor.dashboard.forms import MemberForm, RosterForm, TeacherForm
from tutor.people import invitations, presence
from tutor.people.access import instructing, teaching
from tutor.people.models import Classroom, Membership, Role
from tutor.people.names import name_key
from tutor.people.roster import Roster, read_roster
from tutor.people.staffing import (
    StaffingError,
    add_known_teacher,
    add_students,
    add_teacher,
    change_role,
    remove,
    reset_password,
    take_back,
)

RESET = _("{name} has no password now. Give them their one-time link; they choose a new password with it.")
REMOVED = _("{name} is no longer in this class. Below, under “Taken out”, you can take them back.")
NOW_IS = {
    Role.STUDENT: _("{name} is a student now."),
    Role.ASSISTANT: _("{name} is an assistant now."),
    Role.INSTRUCTOR: _("{name} is an instructor now."),
}


@dataclass(frozen=True)
class Row:
    """One member, as the page shows them."""

    member: Membership
    here: bool
    waiting: bool

    @property
    def role(self) -> str:
        """The role in words."""
        return word(self.member.role)


@login_required
@require_safe
def people(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Show the members, and to instructors the means to change them."""
    asker = teaching(request, classroom_id)
    here = presence.here(classroom_id)
    members = _members(asker.classroom)
    rows = [Row(each, each.user_id in here, each.user.waits) for each in members]
    context = {
        "classroom": asker.classroom,
        "me": asker,
        "join_url": _join_url(request, asker.classroom),
        "staff": [row for row in rows if row.member.teaches],
        "students": [row for row in rows if not row.member.teaches],
        "waiting": sum(row.waiting for row in rows),
        "removals": asker.classroom.removals.select_related("user", "removed_by").order_by("-removed"),
    }
    return render(request, "dashboard/people.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Take a pasted roster: show what was read, then, when confirmed, add those who are new."""
    asker = instructing(request, classroom_id)
    classroom = asker.classroom
    form = RosterForm(request.POST or None)
    read = None
    if request.method == "POST" and form.is_valid():
        read = read_roster(form.cleaned_data["pasted"])
        if form.cleaned_data["confirmed"] and read.names:
            added = add_students(classroom, read.names)
            words = ngettext(
                "{count} added, who comes in with a one-time link.",
                "{count} added. Each of them comes in with a one-time link.",
                added,
            )
            messages.success(request, words.format(count=added))
            return redirect("links", classroom_id)
    context = {"classroom": classroom, "me": asker, "form": form, "read": read, "fresh": _fresh(classroom, read)}
    return render(request, "dashboard/roster.html", context)


@login_required
@require_safe
def links(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Show the one-time links of everybody who has not come in yet, to print and cut."""
    asker = instructing(request, classroom_id)
    waiting = [each for each in _members(asker.classroom) if each.user.waits]
    cards = [(each, request.build_absolute_uri(invitations.link(each.user))) for each in waiting]
    return render(request, "dashboard/links.html", {"classroom": asker.classroom, "me": asker, "cards": cards})


@login_required
@require_POST
def add_staff(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Add an assistant or a fellow instructor."""
    classroom = instructing(request, classroom_id).classroom
    form = TeacherForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("people", classroom_id)
    name, role = form.cleaned_data["name"], Role(form.cleaned_data["role"])
    add = add_known_teacher if form.cleaned_data["known"] else add_teacher
    try:
        member = add(classroom, name, role)
    except StaffingError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, NOW_IS[role].format(name=member.user))
    return redirect("people", classroom_id)


@login_required
@require_POST
def change_member(request: HttpRequest, classroom_id: int, member_id: int) -> HttpResponse:
    """Change a member's role, withdraw their password, or take them out."""
    asker = instructing(request, classroom_id)
    member = get_object_or_404(asker.classroom.memberships.select_related("user"), pk=member_id)
    form = MemberForm(request.POST)
    if form.is_valid():
        try:
            messages.success(request, _change(member, form.cleaned_data["action"], asker))
        except StaffingError as refusal:
            messages.error(request, str(refusal))
    return redirect("people", classroom_id)


@login_required
@require_POST
def back(request: HttpRequest, classroom_id: int, removal_id: int) -> HttpResponse:
    """Take somebody back who was taken out."""
    asker = instructing(request, classroom_id)
    removal = get_object_or_404(asker.classroom.removals.select_related("user", "classroom"), pk=removal_id)
    try:
        messages.success(request, _("%(name)s is back, with everything they did.") % {"name": take_back(removal).user})
    except StaffingError as refusal:
        messages.error(request, str(refusal))
    return redirect("people", classroom_id)


def _change(member: Membership, action: str, asker: Membership) -> str:
    """Do it and return the sentence that says so."""
    if action == "reset":
        reset_password(member, asker.user)
        return RESET.format(name=member.user)
    if action == "remove":
        remove(member, asker.user)
        return REMOVED.format(name=member.user)
    change_role(member, Role(action))
    return NOW_IS[Role(action)].format(name=member.user)


def _members(classroom: Classroom) -> list[Membership]:
    return list(classroom.memberships.select_related("user").prefetch_related("user__identities").order_by("name_key"))


def _fresh(classroom: Classroom, read: Roster | None) -> list[str]:
    if read is None:
        return []
    known = set(classroom.memberships.values_list("name_key", flat=True))
    return [name for name in read.names if name_key(name) not in known]


def _join_url(request: HttpRequest, classroom: Classroom) -> str:
    return request.build_absolute_uri(reverse("join", args=[classroom.join_code]))
