"""What a learner keeps: the map of their collisions, and a summary to print."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tutor.attempts.collisions import Story, beliefs, story
from tutor.catalog.courses import Course, course
from tutor.people.access import membership


@login_required
@require_safe
def collision_map(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Show each belief that was met: what was predicted, what happened, whether it would catch the learner again."""
    member = membership(request, classroom_id)
    taken = course(member.classroom.course_id)
    told = story(member, taken)
    met = beliefs(told, taken)
    context = {
        "classroom": member.classroom,
        "course": taken,
        "teaches": member.teaches,
        "beliefs": met,
        "again": sum(belief.again for belief in met),
        "unmet": len(taken.misconceptions) - len(met),
        "others": [each for each in told.evidence if each.match is False and not each.held],
    }
    return render(request, "attempts/collision_map.html", context)


@login_required
@require_safe
def summary(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """Show all that was predicted, seen and explained, exercise by exercise, as a page to print."""
    member = membership(request, classroom_id)
    taken = course(member.classroom.course_id)
    told = story(member, taken)
    context = {
        "classroom": member.classroom,
        "course": taken,
        "teaches": member.teaches,
        "learner": member.user,
        "parts": _parts(told, taken),
        "today": timezone.localdate(),
    }
    return render(request, "attempts/summary.html", context)


def _parts(told: Story, taken: Course) -> list[dict[str, object]]:
    parts = []
    for exercise in taken.exercises:
        seen = told.of(exercise)
        explained = [(step, row) for where, step, row in told.explanations if where.id == exercise.id]
        if seen or explained:
            matches = sum(bool(each.match) for each in seen)
            parts.append({"exercise": exercise, "evidence": seen, "matches": matches, "explanations": explained})
    return parts
