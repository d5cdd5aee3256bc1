"""Judging an exercise again after its author corrected it: begin, watch, look at who would change, apply."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tutor.attempts.models import Regrade, Rejudgement
from tutor.attempts.models.regrades import Change, Fate, Stage
from tutor.attempts.regrading import applying, gathering, judging
from tutor.attempts.regrading.comparing import Difference, differences, in_words
from tutor.catalog.courses import Exercise, exercise_or_404
from tutor.json_api import json_view
from tutor.people.access import instructing, teaching
from tutor.people.models import Membership

# Who would lose is looked at first.
ORDER = (Change.WORSE, Change.BETTER, Change.OTHER)


@dataclass(frozen=True)
class Row:
    """One judgement that would change."""

    item: Rejudgement
    step: str
    differences: list[Difference]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def regrade(request: HttpRequest, classroom_id: int, exercise_id: str) -> HttpResponse:
    """Show how far it is and what it would change; an instructor begins, cancels, applies."""
    asker = instructing(request, classroom_id) if request.method == "POST" else teaching(request, classroom_id)
    exercise = exercise_or_404(asker.classroom.course_id, exercise_id)
    going = gathering.current(asker.classroom, exercise)
    if request.method == "POST":
        _act(request, asker, exercise, going)
        return redirect("regrade", classroom_id, exercise_id)
    if going is None:
        return _offer(request, asker, exercise)
    groups = _preview(going, exercise) if going.stage == Stage.READY else []
    changes = {change for change, _rows in groups}
    context = {
        "classroom": asker.classroom,
        "me": asker,
        "shown": exercise,
        "regrade": going,
        "progress": _progress(going),
        "unchanged": _unchanged(going) if going.stage == Stage.READY else 0,
        "groups": groups,
        "gains": bool(changes - {Change.WORSE}),
        "loses": Change.WORSE in changes,
    }
    return render(request, "dashboard/regrade.html", context)


@json_view("GET")
def progress(request: HttpRequest, classroom_id: int, exercise_id: str) -> JsonResponse:
    """Say how far it is, for the page's script."""
    classroom = teaching(request, classroom_id).classroom
    going = gathering.current(classroom, exercise_or_404(classroom.course_id, exercise_id))
    if going is None:
        raise Http404
    return JsonResponse(_progress(going))


def _act(request: HttpRequest, asker: Membership, exercise: Exercise, going: Regrade | None) -> None:
    action = request.POST.get("action", "")
    if action == "begin" and going is None:
        begun = gathering.begin(asker.classroom, exercise, asker.user)
        if begun is not None and not judging.settle(begun):
            judging.send(begun)
    elif action == "cancel" and going is not None:
        applying.cancel(going)
        messages.success(request, _("Given up. Nothing was changed."))
    elif action in ("apply-better", "apply-all") and going is not None:
        try:
            found = applying.apply(going, exercise, asker.user, only_better=action == "apply-better")
        except applying.ConflictError as conflict:
            messages.error(request, str(conflict))
        else:
            messages.success(request, _outcome(found))


def _outcome(found: dict[str, int]) -> str:
    changed, spared, moved = (found.get(fate, 0) for fate in (Fate.APPLIED, Fate.SPARED, Fate.MOVED))
    told = [ngettext("%(n)s judgement changed.", "%(n)s judgements changed.", changed) % {"n": changed}]
    if spared:
        told.append(_("%(n)s stayed as they were, because they would have been lowered.") % {"n": spared})
    if moved:
        told.append(_("%(n)s stayed as they were, because the student has gone on since.") % {"n": moved})
    return " ".join(told)


def _offer(request: HttpRequest, asker: Membership, exercise: Exercise) -> HttpResponse:
    runs, explanations = gathering.outdated(asker.classroom, exercise)
    earlier = (
        Regrade.objects.filter(classroom=asker.classroom, exercise_id=exercise.id)
        .select_related("asked_by")
        .order_by("-created")
    )
    counts = Count("items", filter=Q(items__fate=Fate.APPLIED) & ~Q(items__change=Change.SAME))
    context = {
        "classroom": asker.classroom,
        "me": asker,
        "shown": exercise,
        "runs": runs,
        "explanations": explanations,
        "earlier": earlier.annotate(changed=counts)[:20],
    }
    return render(request, "dashboard/regrade.html", context)


def _progress(going: Regrade) -> dict[str, object]:
    fates = dict(going.items.values_list("fate").annotate(Count("pk")))
    left = fates.get(Fate.WAITING, 0) + fates.get(Fate.JUDGING, 0)
    total = sum(fates.values())
    return {"stage": going.stage, "judged": total - left, "total": total, "broken": fates.get(Fate.BROKEN, 0)}


def _unchanged(going: Regrade) -> int:
    return going.items.filter(fate=Fate.JUDGED, change=Change.SAME).count()


def _preview(going: Regrade, exercise: Exercise) -> list[tuple[Change, list[Row]]]:
    """Return who would change, by what it does to them; one query."""
    titles = {step.id: step.title for step in exercise.steps}
    items = going.items.filter(fate=Fate.JUDGED).exclude(change=Change.SAME)
    light = items.select_related("attempt__learner", "run").defer("run__events", "run__outcome")
    rows = [Row(each, titles.get(each.step_id, ""), in_words(differences(each.before, each.after))) for each in light]
    rows.sort(key=lambda row: (ORDER.index(Change(row.item.change)), str(row.item.attempt.learner), row.step))
    return [(change, list(group)) for change, group in groupby(rows, key=lambda row: Change(row.item.change))]
