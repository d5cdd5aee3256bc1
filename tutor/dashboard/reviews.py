"""The queue of explanations to be read: claims that expire, saves that cannot overwrite, answers that are alike."""

import re
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from tutor.attempts import news
from tutor.attempts.models import Explanation, Review
from tutor.catalog.courses import course, step_key
from tutor.people import bell
from tutor.people.models import Classroom, Role, User

# Long enough for a long text and its discussion, short enough that a closed laptop blocks nobody.
CLAIM = timedelta(minutes=5)
# Share of words that two texts have in common (Jaccard) from which on they are read together.
ALIKE = 0.5
WORD = re.compile(r"\w+")


class ConflictError(Exception):
    """Somebody else saved in between; ``theirs`` is what they saved."""

    def __init__(self, theirs: Review) -> None:
        super().__init__("Somebody else saved in between.")
        self.theirs = theirs


def explanations(classroom: Classroom) -> QuerySet[Explanation]:
    """Return what the students of a class explained, the oldest first."""
    mine = Explanation.objects.filter(
        attempt__classroom=classroom,
        attempt__learner__memberships__classroom=classroom,
        attempt__learner__memberships__role=Role.STUDENT,
    )
    return mine.select_related("attempt__learner", "review__claimed_by", "self_marks").order_by("committed_at", "pk")


def waiting(classroom: Classroom) -> dict[str, tuple[int, int]]:
    """Return how many explanations there are by step, and how many of them nobody has reviewed."""
    by_step = explanations(classroom).order_by().values("attempt__exercise_id", "step_id")
    counted = by_step.annotate(
        total=Count("pk"), left=Count("pk", filter=Q(review__isnull=True) | Q(review__revision=0))
    )
    rows = counted.values_list("attempt__exercise_id", "step_id", "total", "left")
    return {step_key(exercise_id, step_id): (total, left) for exercise_id, step_id, total, left in rows}


def unread(classroom: Classroom) -> int:
    """Return how many explanations nobody has reviewed; one query."""
    counts = waiting(classroom)
    keys = [step_key(each.id, step.id) for each in course(classroom.course_id).exercises for step in each.steps]
    return sum(counts[key][1] for key in keys if key in counts)


def claim_next(classroom: Classroom, exercise_id: str, step_id: str, user: User) -> Explanation | None:
    """Claim the oldest explanation of a step that nobody has reviewed or is reading; None when there is none."""
    now = timezone.now()
    unread = _unread(classroom, exercise_id, step_id)
    free = Q(review__isnull=True) | Q(review__claimed_by=user) | Q(review__claimed_until__lt=now)
    free |= Q(review__claimed_until__isnull=True)
    for explanation in unread.filter(free)[:20]:
        if claim(explanation, user):
            return explanation
    return None


def claim(explanation: Explanation, user: User) -> bool:
    """Put one's name on an explanation for a while; False when somebody else's is on it."""
    now = timezone.now()
    review, _ = Review.objects.get_or_create(explanation=explanation)
    free = Q(claimed_by=user) | Q(claimed_by__isnull=True) | Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    return Review.objects.filter(free, pk=review.pk).update(claimed_by=user, claimed_until=now + CLAIM) == 1


def save(explanation: Explanation, user: User, lines: list[int], words: str, base: int, alike: list[int]) -> int:
    """Save a review that was begun on revision ``base``, and the same one for texts that are alike.

    Returns how many were saved; of the texts alike only those that nobody has reviewed. Raises ConflictError.
    """
    changes = {"lines": lines, "words": words.strip(), "reviewer": user, "reviewed_at": timezone.now()}
    with transaction.atomic():
        review, _ = Review.objects.get_or_create(explanation=explanation)
        if not _swap(review, base, changes):
            raise ConflictError(Review.objects.select_related("reviewer").get(pk=review.pk))
        saved = [explanation.pk]
        saved += [each for each in alike if _swap(Review.objects.get_or_create(explanation_id=each)[0], 0, changes)]
        _tell(saved)
    return len(saved)


def _tell(saved: list[int]) -> None:
    """Ring at the dashboards, and at the pages of those whose texts were read."""
    whose = Explanation.objects.filter(pk__in=saved).values_list("attempt__classroom_id", "attempt__learner_id")
    for classroom_id, learner_id in whose:
        bell.ring(classroom_id, learner_id)
        news.ring(classroom_id, learner_id)


def _swap(review: Review, base: int, changes: dict[str, object]) -> bool:
    newer = Review.objects.filter(pk=review.pk, revision=base)
    return newer.update(**changes, revision=F("revision") + 1, claimed_by=None, claimed_until=None) == 1


def alike(classroom: Classroom, explanation: Explanation) -> list[Explanation]:
    """Return the other explanations of this step that chose the same, say much the same, and wait to be read."""
    words = _words(explanation.text)
    exercise_id, step_id = explanation.attempt.exercise_id, explanation.step_id
    others = _unread(classroom, exercise_id, step_id).filter(choice=explanation.choice).exclude(pk=explanation.pk)
    return [each for each in others if similarity(words, _words(each.text)) >= ALIKE]


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words that two texts have in common, from 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 1.0


def _unread(classroom: Classroom, exercise_id: str, step_id: str) -> QuerySet[Explanation]:
    return explanations(classroom).filter(
        Q(review__isnull=True) | Q(review__revision=0), attempt__exercise_id=exercise_id, step_id=step_id
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold()))
