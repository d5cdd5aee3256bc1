"""The tables that can be exported: what each is called, and its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tutor.attempts.models import (
    Comment,
    Draft,
    Explanation,
    Hand,
    Prediction,
    Rejudgement,
    Review,
    Revote,
    Run,
    Submission,
)
from tutor.attempts.models.regrades import Change
from tutor.attempts.regrading.comparing import differences
from tutor.attempts.talk import words_of
from tutor.catalog.courses import course
from tutor.dashboard.statistics import steps, told
from tutor.people.models import Classroom

Row = dict[str, Any]
CHUNK = 500


@dataclass(frozen=True)
class Table:
    """One kind of export: what it is called, what it holds, its columns, and its rows."""

    name: str
    title: str | Promise
    about: str | Promise
    columns: tuple[str, ...]
    rows: Callable[[Classroom], Iterator[Row]]


def _people(classroom: Classroom) -> Iterator[Row]:
    rows = classroom.memberships.select_related("user").order_by("name_key")
    for member in rows.iterator(CHUNK):
        yield {"name": str(member.user), "role": member.role, "joined": member.joined.isoformat()}


def _predictions(classroom: Classroom) -> Iterator[Row]:
    rows = Prediction.objects.filter(attempt__classroom=classroom).select_related("attempt__learner").order_by("pk")
    for prediction in rows.iterator(CHUNK):
        yield from _answers(_place(prediction), prediction)


def _second_votes(classroom: Classroom) -> Iterator[Row]:
    rows = Revote.objects.filter(vote__classroom=classroom).select_related("vote", "learner").order_by("pk")
    for revote in rows.iterator(CHUNK):
        place = {"name": str(revote.learner), "exercise": revote.vote.exercise_id, "step": revote.vote.step_id}
        yield from _answers(place, revote)


def _answers(place: Row, row: Prediction | Revote) -> Iterator[Row]:
    for observation, answer in row.answers.items():
        said = [answer.get(kind) for kind in ("choice", "number", "text", "order")]
        yield {
            **place,
            "observation": observation,
            "answer": next((_plain(each) for each in said if each is not None), ""),
            "confidence": answer.get("confidence", ""),
            "committed": row.committed_at.isoformat(),
        }


def _explanations(classroom: Classroom) -> Iterator[Row]:
    rows = Explanation.objects.filter(attempt__classroom=classroom).select_related("attempt__learner").order_by("pk")
    reviews = dict(Review.objects.filter(explanation__attempt__classroom=classroom).values_list("explanation", "words"))
    for explanation in rows.iterator(CHUNK):
        yield {
            **_place(explanation),
            "choice": explanation.choice,
            "right": explanation.correct,
            "text": explanation.text,
            "review": reviews.get(explanation.pk, ""),
            "committed": explanation.committed_at.isoformat(),
        }


def _runs(classroom: Classroom) -> Iterator[Row]:
    rows = Run.objects.filter(attempt__classroom=classroom).select_related("attempt__learner", "submission")
    for run in rows.defer("events", "submission__files").order_by("created", "pk").iterator(CHUNK):
        yield {
            **_place(run),
            "number": run.number,
            "version": run.submission.version,
            "state": run.state,
            "status": run.status,
            "verdict": run.verdict,
            "collisions": run.collisions,
            "asked": run.created.isoformat(),
            "finished": run.finished.isoformat() if run.finished else "",
        }


def _rejudgements(classroom: Classroom) -> Iterator[Row]:
    mine = Rejudgement.objects.filter(regrade__classroom=classroom).exclude(change=Change.SAME)
    rows = mine.select_related("attempt__learner", "regrade__asked_by", "run").defer("run__events", "run__outcome")
    for item in rows.order_by("regrade_id", "attempt_id", "run__number", "pk").iterator(CHUNK):
        yield {
            **_place(item),
            "run": item.run.number if item.run else "",
            "change": item.change,
            "fate": item.fate,
            "changes": "; ".join(" ".join(each) for each in differences(item.before, item.after)),
            "asked by": str(item.regrade.asked_by or ""),
            "ended": item.regrade.finished.isoformat() if item.regrade.finished else "",
        }


def _questions(classroom: Classroom) -> Iterator[Row]:
    for exercise, about in told.overview(classroom, course(classroom.course_id)):
        for each in about:
            known = each.question.right is not None
            yield {
                "exercise": exercise.id,
                "step": each.question.step.id,
                "question": each.question.id,
                "words": each.question.prompt,
                "answers": each.numbers.asked,
                "right": each.numbers.right if known else "",
                "surely wrong": each.numbers.surely_wrong if known else "",
                "second votes": each.numbers.asked_again,
                "right in the second": each.numbers.right_again if known else "",
                "separation": "" if each.numbers.separation is None else round(each.numbers.separation, 3),
                "separation people": each.numbers.compared,
            }


def _steps(classroom: Classroom) -> Iterator[Row]:
    times, tries = steps.times(classroom), steps.tries(classroom)
    for exercise in course(classroom.course_id).exercises:
        for step in exercise.steps:
            time, tried = times.get((exercise.id, step.id)), tries.get((exercise.id, step.id))
            yield {
                "exercise": exercise.id,
                "step": step.id,
                "people": time.people if time else 0,
                "lower quartile seconds": time.low if time else "",
                "median seconds": time.median if time else "",
                "upper quartile seconds": time.high if time else "",
                "people who ran it": tried.people if tried else 0,
                "passed with the first run": tried.passed.get(1, 0) if tried else 0,
                "passed": sum(tried.passed.values()) if tried else 0,
            }


def _code(classroom: Classroom) -> Iterator[Row]:
    drafts = Draft.objects.filter(attempt__classroom=classroom).select_related("attempt__learner").order_by("pk")
    for draft in drafts.iterator(CHUNK):
        yield _file(draft, draft.path, "draft", draft.saved, draft.content)
    sent = Submission.objects.filter(attempt__classroom=classroom).select_related("attempt__learner").order_by("pk")
    for submission in sent.iterator(CHUNK):
        for path, content in submission.files.items():
            yield _file(submission, path, submission.version, submission.created, content)


def _file(row: Draft | Submission, path: str, version: str, written: datetime, text: str) -> Row:
    return {**_place(row), "file": path, "version": version, "written": written.isoformat(), "text": text}


def _talk(classroom: Classroom) -> Iterator[Row]:
    hands = Hand.objects.filter(attempt__classroom=classroom).select_related("attempt__learner").order_by("pk")
    for hand in hands.iterator(CHUNK):
        yield _words(hand, "call for help", str(hand.attempt.learner), "", hand.words, hand.raised)
    comments = Comment.objects.filter(attempt__classroom=classroom).select_related("attempt__learner", "author")
    for comment in comments.order_by("pk").iterator(CHUNK):
        line = f"{comment.path}:{comment.line}" if comment.line else ""
        yield _words(comment, "comment", str(comment.author), line, words_of(comment), comment.written)


def _words(row: Hand | Comment, kind: str, author: str, line: str, text: str, written: datetime) -> Row:
    told = {"kind": kind, "author": author, "line": line, "text": text, "written": written.isoformat()}
    return {**_place(row), **told}


def _place(row: Prediction | Explanation | Run | Draft | Submission | Hand | Comment | Rejudgement) -> Row:
    return {"name": str(row.attempt.learner), "exercise": row.attempt.exercise_id, "step": row.step_id}


def _plain(said: object) -> str:
    return " ".join(map(str, said)) if isinstance(said, list) else str(said)


WHERE = ("name", "exercise", "step")
QUESTIONS = (
    *("exercise", "step", "question", "words", "answers", "right", "surely wrong"),
    *("second votes", "right in the second", "separation", "separation people"),
)
STEPS = (
    *("exercise", "step", "people", "lower quartile seconds", "median seconds", "upper quartile seconds"),
    *("people who ran it", "passed with the first run", "passed"),
)
TABLES = {
    table.name: table
    for table in (
        Table(
            "people", _("People"), _("Who belongs to the class, and since when."), ("name", "role", "joined"), _people
        ),
        Table(
            "predictions",
            _("Predictions and beliefs"),
            _("What everybody committed to, one row for each observation."),
            (*WHERE, "observation", "answer", "confidence", "committed"),
            _predictions,
        ),
        Table(
            "second-votes",
            _("Second votes"),
            _("What was answered after talking about it, one row for each observation."),
            (*WHERE, "observation", "answer", "confidence", "committed"),
            _second_votes,
        ),
        Table(
            "explanations",
            _("Explanations"),
            _("The mechanism that was chosen, the words, and what a review said."),
            (*WHERE, "choice", "right", "text", "review", "committed"),
            _explanations,
        ),
        Table(
            "runs",
            _("Runs"),
            _("Every run with its verdict."),
            (*WHERE, "number", "version", "state", "status", "verdict", "collisions", "asked", "finished"),
            _runs,
        ),
        Table(
            "code",
            _("Code"),
            _("Every file as it stands, and as it was sent for each version that ran."),
            (*WHERE, "file", "version", "written", "text"),
            _code,
        ),
        Table(
            "talk",
            _("Calls for help, and comments"),
            _("Who asked where, and what was said about which line."),
            (*WHERE, "kind", "author", "line", "text", "written"),
            _talk,
        ),
        Table(
            "judged-again",
            _("Judged again"),
            _("What a corrected exercise changed, or would have changed: the judgement before and after."),
            (*WHERE, "run", "change", "fate", "changes", "asked by", "ended"),
            _rejudgements,
        ),
        Table(
            "questions",
            _("Questions"),
            _("How every question was answered, and its separation: the correlation with being right elsewhere."),
            QUESTIONS,
            _questions,
        ),
        Table("steps", _("Steps"), _("How long each step took, and how many passed it."), STEPS, _steps),
    )
}
