"""Classes: the list of those one teaches, a new one, and how its door stands."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tutor.catalog.courses import courses
from tutor.dashboard.forms import ClassForm, DoorForm, NewClassForm
from tutor.people.access import instructing, person
from tutor.people.models import TEACHING, Classroom, Membership, Role
from tutor.people.names import name_key

STUDENTS = Count("classroom__memberships", filter=Q(classroom__memberships__role=Role.STUDENT))

OPENED = _("The class is open: whoever has the code can come in.")
CLOSED = _("The class takes nobody new. Those who are in stay in and can come back.")
ROTATED = _("The old code and every link with it are worthless now. The new one is {code}.")


@login_required
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """List the classes that the asker teaches; whoever teaches none finds nothing here."""
    taught = person(request).memberships.filter(role__in=TEACHING).select_related("classroom")
    places = list(taught.annotate(students=STUDENTS).order_by("classroom__name", "classroom_id"))
    if not places:
        raise Http404
    may_make = any(place.instructs for place in places)
    return render(request, "dashboard/classes.html", {"places": places, "may_make": may_make})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_class(request: HttpRequest) -> HttpResponse:
    """Make a class with the asker as its instructor; for those who are an instructor already."""
    user = person(request)
    if not user.memberships.filter(role=Role.INSTRUCTOR).exists():
        raise Http404
    form = NewClassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = Classroom.objects.create(name=form.cleaned_data["name"], course_id=form.cleaned_data["course"])
            Membership.objects.create(user=user, classroom=made, role=Role.INSTRUCTOR, name_key=name_key(str(user)))
        return redirect("dashboard", made.pk)
    return render(request, "dashboard/new_class.html", {"form": form, "courses": courses()})


@login_required
@require_POST
def rename(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Give a class another name."""
    classroom = instructing(request, classroom_id).classroom
    form = ClassForm(request.POST)
    if form.is_valid():
        classroom.name = form.cleaned_data["name"]
        classroom.save(update_fields=["name"])
    else:
        messages.error(request, str(form.errors["name"][0]))
    return redirect("people", classroom_id)


@login_required
@require_POST
def door(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Open or close the class for newcomers, or change its code."""
    classroom = instructing(request, classroom_id).classroom
    form = DoorForm(request.POST)
    action = form.cleaned_data["action"] if form.is_valid() else ""
    if action == "rotate":
        classroom.rotate_join_code()
        messages.success(request, ROTATED.format(code=classroom.join_code))
    elif action:
        classroom.open = action == "open"
        classroom.save(update_fields=["open"])
        messages.success(request, OPENED if classroom.open else CLOSED)
    return redirect("people", classroom_id)
