"""One predict step for the whole class, on the wall: vote, look, discuss, vote again, compare, run."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from sandbox.judge.rules import Answer, Observation
from tutor.attempts import predictions, votes
from tutor.attempts.access import Place
from tutor.attempts.models import Phase, Vote
from tutor.attempts.workspaces import sides_of
from tutor.catalog import texts
from tutor.catalog.courses import Exercise, RunnableStep, Step, course, exercise_or_404, observations_of, step_or_404
from tutor.dashboard.bars import Part, parts
from tutor.json_api import json_view
from tutor.people import presence
from tutor.people.access import instructing, teaching
from tutor.people.models import Classroom, Role

# What the button says that leads out of a phase.
BUTTONS = {
    Phase.OPEN: _("Show the answers"),
    Phase.SHOWN: _("Vote again"),
    Phase.AGAIN: _("Show both"),
    Phase.COMPARED: _("Run it"),
}
SHOWING = (Phase.SHOWN, Phase.COMPARED)
# Of the numbers that were said, the wall has room for so many.
MOST_NUMBERS = 6


@dataclass(frozen=True)
class Program:
    """One file of the step, its imports apart; its name says whose it is, where the sides of a contrast differ."""

    name: str
    imports: str
    body: str


@dataclass(frozen=True)
class Bar:
    """How many chose an answer in one vote, and how surely."""

    after: bool
    number: int
    parts: list[Part]


@dataclass(frozen=True)
class Choice:
    """One answer on the wall with a bar for each vote that is shown."""

    text: str
    bars: list[Bar]


@login_required
@require_safe
def choose(request: HttpRequest, classroom_id: int) -> HttpResponse:
    """List the steps that a class can vote on; while a vote goes on, go there."""
    asker = teaching(request, classroom_id)
    going = votes.current(asker.classroom)
    if going:
        return redirect("project", classroom_id, going.exercise_id, going.step_id)
    every = course(asker.classroom.course_id).exercises
    votable = [(each, [step for step in each.steps if votes.votable(step)]) for each in every]
    exercises = [(exercise, steps) for exercise, steps in votable if steps]
    return render(request, "dashboard/votes.html", {"classroom": asker.classroom, "me": asker, "exercises": exercises})


@login_required
@require_safe
def project(request: HttpRequest, classroom_id: int, exercise_id: str, step_id: str) -> HttpResponse:
    """Show one step on the wall, in the phase in which its vote is."""
    asker = teaching(request, classroom_id)
    exercise, step = _votable(asker.classroom, exercise_id, step_id)
    vote = _vote(asker.classroom, exercise_id, step_id)
    context = {
        "classroom": asker.classroom,
        "me": asker,
        "exercise_shown": exercise,
        "step": step,
        "programs": programs(step),
        "vote": vote,
        "earlier": votes.earlier(asker.classroom, exercise_id, step_id) if vote is None else None,
        "button": BUTTONS.get(Phase(vote.phase)) if vote else None,
        "shows": vote is not None and vote.phase in SHOWING,
        "questions": _questions(step, vote),
        "counts": _counts(asker.classroom, vote),
        "vote_url": request.build_absolute_uri(reverse("vote", args=[classroom_id])),
    }
    return render(request, "dashboard/project.html", context)


@json_view("GET")
def counts(request: HttpRequest, classroom_id: int) -> JsonResponse:
    """Say how many have voted, for the wall; never who, and never what."""
    classroom = teaching(request, classroom_id).classroom
    return JsonResponse(_counts(classroom, votes.current(classroom)))


@login_required
@require_POST
def move(request: HttpRequest, classroom_id: int, exercise_id: str, step_id: str) -> HttpResponse:
    """Open the vote, go on from the phase that was seen, or end it."""
    asker = instructing(request, classroom_id)
    _votable(asker.classroom, exercise_id, step_id)
    seen = request.POST.get("seen", "")
    vote = _vote(asker.classroom, exercise_id, step_id)
    last = votes.earlier(asker.classroom, exercise_id, step_id) if seen == "over" else None
    if vote is None and last is not None:
        votes.go_back(last)
    elif vote is None:
        votes.open_vote(asker.classroom, exercise_id, step_id)
    elif seen == "end":
        votes.end(vote)
        return redirect("votes", classroom_id)
    else:
        votes.go_on(vote, seen)
    if vote and seen == Phase.COMPARED:
        _say_what_the_class_says(vote, votes.place_of(vote, asker))
        return redirect("step", classroom_id, exercise_id, step_id)
    return redirect("project", classroom_id, exercise_id, step_id)


def _votable(classroom: Classroom, exercise_id: str, step_id: str) -> tuple[Exercise, Step]:
    exercise = exercise_or_404(classroom.course_id, exercise_id)
    step = step_or_404(exercise, step_id)
    if not votes.votable(step):
        raise Http404
    return exercise, step


def programs(step: Step) -> list[Program]:
    """Return every file of a step: of a contrast each side's first, then what both use."""
    if not isinstance(step, RunnableStep):
        return []
    sides = sides_of(step)
    own = [(f"{side.title} · {path}", content) for side in sides for path, content in side.files.items()]
    common = [
        (file.path, file.content)
        for file in step.files
        if not sides or any(file.path not in side.files for side in sides)
    ]
    return [Program(name, *texts.after_imports(content)) for name, content in [*own, *common]]


def _vote(classroom: Classroom, exercise_id: str, step_id: str) -> Vote | None:
    found = votes.current(classroom)
    return found if found and (found.exercise_id, found.step_id) == (exercise_id, step_id) else None


def _counts(classroom: Classroom, vote: Vote | None) -> dict[str, object]:
    voted: set[int] = set()
    if vote is not None and vote.phase == Phase.AGAIN:
        voted = set(vote.revotes.values_list("learner_id", flat=True))
    elif vote is not None:
        voted = set(votes.first_answers(vote).values_list("attempt__learner_id", flat=True))
    students = classroom.memberships.filter(role=Role.STUDENT).values_list("user_id", flat=True)
    # Whoever voted and left has voted all the same.
    expected = presence.here(classroom.pk).intersection(students) | voted
    return {"voted": len(voted), "expected": len(expected), "phase": vote.phase if vote else ""}


def _questions(step: Step, vote: Vote | None) -> list[dict[str, object]]:
    first = votes.tally(list(votes.first_answers(vote).values_list("answers", flat=True))) if vote else {}
    rounds = [first]
    if vote is not None and vote.phase == Phase.COMPARED:
        rounds.append(votes.tally(list(vote.revotes.values_list("answers", flat=True))))
    return [
        {
            "id": each.id,
            "prompt": each.prompt,
            "choices": [
                Choice(text, [_bar(counted.get(each.id, {}), said, n > 0) for n, counted in enumerate(rounds)])
                for said, text in _sayable(each, rounds)
            ],
        }
        for each in observations_of(step)
    ]


def _sayable(question: Observation, rounds: list[votes.Tally]) -> list[tuple[str, str]]:
    """Return what can be said, with its words: the choices, or the numbers that most people said, in order."""
    if question.answer == "choice":
        return [(choice.id, choice.text) for choice in question.choices]
    said: Counter[str] = Counter()
    for counted in rounds:
        said.update({number: sure.total() for number, sure in counted.get(question.id, {}).items()})
    return [(number, f"`{number}`") for number in sorted(dict(said.most_common(MOST_NUMBERS)), key=int)]


def _bar(counted: dict[str, Counter[str]], choice: str, after: bool) -> Bar:
    total = sum(each.total() for each in counted.values())
    mine = counted.get(choice, Counter())
    return Bar(after, mine.total(), parts(mine, total))


def _say_what_the_class_says(vote: Vote, place: Place) -> None:
    """Commit, for whoever runs it in front of the class, what most of the class answered last."""
    if place.attempt.predictions.filter(step_id=place.step.id).exists():
        return
    last = list(vote.revotes.values_list("answers", flat=True)) or list(
        votes.first_answers(vote).values_list("answers", flat=True)
    )
    counted = votes.tally(last)
    answers = {each.id: _answer(each, _most(counted.get(each.id, {}))) for each in observations_of(place.step)}
    predictions.commit(place, answers)


def _most(counted: dict[str, Counter[str]]) -> str | None:
    return max(counted, key=lambda said: counted[said].total(), default=None)


def _answer(question: Observation, said: str | None) -> Answer:
    if question.answer == "number":
        return Answer(number=int(said or 0))
    return Answer(choice=said or question.choices[0].id)
