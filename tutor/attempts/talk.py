"""Asking for help and commenting: what one side writes appears on the other's page."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tutor.attempts import news
from tutor.attempts.access import Place
from tutor.attempts.models import Attempt, Comment, Hand
from tutor.attempts.regrading.telling import sentence
from tutor.catalog.courses import Step, step_key
from tutor.people import bell
from tutor.people.models import Classroom, User

QUOTED = 200


def raise_hand(place: Place, words: str) -> Hand:
    """Raise the learner's hand here, with code and run as they are now; one that is up elsewhere comes down."""
    attempt, step_id = place.attempt, place.step.id
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=attempt.learner_id)
        _up(attempt).update(lowered=timezone.now(), lowered_by=attempt.learner_id)
        hand = Hand.objects.create(
            attempt=attempt,
            step_id=step_id,
            words=words.strip(),
            files=dict(attempt.drafts.filter(step_id=step_id).values_list("path", "content")),
            run=attempt.runs.filter(step_id=step_id).order_by("-number").first(),
        )
        _tell(attempt)
    return hand


def lower_hand(attempt: Attempt, by: User) -> None:
    """Lower a learner's hand in this class, wherever it is up; one that is down stays down."""
    with transaction.atomic():
        if _up(attempt).update(lowered=timezone.now(), lowered_by=by):
            _tell(attempt)


def comment(attempt: Attempt, step: Step, author: User, text: str, path: str, line: int | None) -> Comment:
    """Write a comment; a teacher's answers the learner's hand."""
    with transaction.atomic():
        written = Comment.objects.create(
            attempt=attempt,
            step_id=step.id,
            author=author,
            text=text.strip(),
            path=path if line else "",
            line=line if path else None,
            quoted=_quoted(attempt, step, path, line) if line else "",
        )
        _tell(attempt)
    return written


def tell_all(classroom_id: int, comments: list[Comment]) -> None:
    """Write the same kind of comment to many at once; their pages and the dashboards hear of it."""
    Comment.objects.bulk_create(comments)
    bell.ring_many(classroom_id, {each.attempt.learner_id for each in comments})
    if comments:
        news.ring(classroom_id)


def talk(attempt: Attempt, step_id: str) -> dict[str, object]:
    """Return what a learner's page shows: the comments on a step, and the learner's hand if it is up here."""
    comments = attempt.comments.filter(step_id=step_id).select_related("author").order_by("written", "pk")
    hand = attempt.hands.filter(step_id=step_id, lowered__isnull=True).first()
    return {
        "comments": [comment_as_json(attempt, each) for each in comments],
        "hand": hand and {"raised": hand.raised.isoformat(), "words": hand.words},
    }


def hands_up(classroom: Classroom) -> dict[int, dict[str, str]]:
    """Return where and since when hands are up in a class, by learner."""
    up = Hand.objects.filter(attempt__classroom=classroom, lowered__isnull=True)
    found = up.values_list("attempt__learner_id", "attempt__exercise_id", "step_id", "raised")
    return {
        learner_id: {"step": step_key(exercise_id, step_id), "raised": raised.isoformat()}
        for learner_id, exercise_id, step_id, raised in found
    }


def words_of(comment: Comment) -> str:
    """Return what a comment says: its author's words, or the site's own in the reader's language."""
    return sentence(comment.facts) if comment.facts else comment.text


def comment_as_json(attempt: Attempt, each: Comment) -> dict[str, object]:
    """Return one comment as pages take it."""
    return {
        "id": each.pk,
        "author": str(each.author),
        "own": each.author_id == attempt.learner_id,
        "text": words_of(each),
        "line": {"file": each.path, "line": each.line} if each.line else None,
        "quoted": each.quoted,
        "written": each.written.isoformat(),
    }


def newest_text(attempt: Attempt, step: Step, path: str) -> str:
    """Return a file of a step as the learner has it now: the draft, or the starter."""
    draft = attempt.drafts.filter(step_id=step.id, path=path).first()
    if draft:
        return draft.content
    return next((file.content for file in getattr(step, "files", ()) if file.path == path), "")


def _quoted(attempt: Attempt, step: Step, path: str, line: int) -> str:
    lines = newest_text(attempt, step, path).splitlines()
    return lines[line - 1].strip()[:QUOTED] if line <= len(lines) else ""


def _up(attempt: Attempt) -> QuerySet[Hand]:
    return Hand.objects.filter(
        attempt__learner=attempt.learner_id, attempt__classroom=attempt.classroom_id, lowered__isnull=True
    )


def _tell(attempt: Attempt) -> None:
    bell.ring(attempt.classroom_id, attempt.learner_id)
    news.ring(attempt.classroom_id, attempt.learner_id)
