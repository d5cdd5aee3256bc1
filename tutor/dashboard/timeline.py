"""What one learner did in one exercise, step by step and moment by moment."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tutor.attempts.differences import Line, difference
from tutor.attempts.models import Attempt, Comment, Draft, Explanation, Hand, Prediction, Rejudgement, Run
from tutor.attempts.models.regrades import Change, Fate
from tutor.attempts.regrading.comparing import Difference, differences, in_words
from tutor.attempts.talk import words_of
from tutor.catalog.courses import Exercise, ExplainStep, Step, observations_of
from tutor.dashboard.typing_history import typings


@dataclass(frozen=True)
class Moment:
    """Something that happened; ``kind`` chooses the template that tells it."""

    at: datetime
    kind: str
    row: Any
    files: list[tuple[str, list[Line]]] = field(default_factory=list)
    answers: list[dict[str, object]] = field(default_factory=list)
    changes: list[Difference] = field(default_factory=list)
    words: str = ""


@dataclass
class StepStory:
    """One step: how long the learner was there, and the moments in order."""

    step: Step
    seconds: int = 0
    moments: list[Moment] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """The time spent, in whole minutes."""
        return self.seconds // 60

    @property
    def paths(self) -> list[str]:
        """The files whose lines can be commented on."""
        return [file.path for file in getattr(self.step, "files", ())]


def timeline(attempt: Attempt, exercise: Exercise) -> list[StepStory]:
    """Return the exercise's steps with everything recorded about them; nine queries, however much that is."""
    stories = {step.id: StepStory(step) for step in exercise.steps}
    for step_id, seconds in attempt.stays.values_list("step_id", "seconds"):
        if step_id in stories:
            stories[step_id].seconds = seconds
    for step_id, moment in _moments(attempt, exercise):
        if step_id in stories:
            stories[step_id].moments.append(moment)
    for story in stories.values():
        story.moments.sort(key=lambda moment: moment.at)
    return list(stories.values())


def _moments(attempt: Attempt, exercise: Exercise) -> list[tuple[str, Moment]]:
    steps = {step.id: step for step in exercise.steps}
    told = [(row.step_id, _prediction(row, steps.get(row.step_id))) for row in attempt.predictions.all()]
    told += [(row.step_id, _explanation(row, steps.get(row.step_id))) for row in attempt.explanations.all()]
    runs = list(attempt.runs.select_related("submission").defer("events").order_by("number"))
    told += _runs(runs, steps)
    starters = {step.id: _starters(step) for step in steps.values()}
    told += [(each.step_id, Moment(each.at, "typing", each)) for each in typings(attempt, runs, starters)]
    told += [(row.step_id, _rejudged(row)) for row in _rejudgements(attempt)]
    told += [(row.step_id, _draft(row, steps.get(row.step_id))) for row in attempt.drafts.all()]
    told += [(row.step_id, _hand(row, steps.get(row.step_id))) for row in attempt.hands.select_related("run")]
    told += [(row.step_id, _comment(row)) for row in attempt.comments.select_related("author")]
    return told


def _prediction(row: Prediction, step: Step | None) -> Moment:
    answers = [_told(key, answer, step) for key, answer in row.answers.items()]
    return Moment(row.committed_at, "prediction", row, answers=answers)


def _told(key: str, answer: dict[str, Any], step: Step | None) -> dict[str, object]:
    """Return one answer in words: a choice's text, or the number, text, order or opinion as it was given."""
    observation = next((each for each in observations_of(step) if each.id == key), None) if step else None
    choice = observation.choice(answer.get("choice")) if observation else None
    given = next((answer[kind] for kind in ("choice", "number", "text", "order") if kind in answer), "")
    text = choice.text if choice and choice.text else " → ".join(given) if isinstance(given, list) else str(given)
    belief = choice.misconception if choice else None
    return {"id": key, "text": text, "belief": belief, "confidence": answer.get("confidence", "")}


def _explanation(row: Explanation, step: Step | None) -> Moment:
    chosen = [c for c in step.choices if c.id == row.choice] if isinstance(step, ExplainStep) else []
    return Moment(row.committed_at, "explanation", row, answers=[{"text": choice.text} for choice in chosen])


def _runs(runs: list[Run], steps: dict[str, Step]) -> list[tuple[str, Moment]]:
    """Return the runs, each with what changed since the one before, at first since the starter."""
    before = {step.id: _starters(step) for step in steps.values()}
    told = []
    for run in runs:
        old = before.get(run.step_id, {})
        told.append((run.step_id, Moment(run.created, "run", run, files=_changes(old, run.submission.files))))
        before[run.step_id] = run.submission.files
    return told


def _rejudgements(attempt: Attempt) -> QuerySet[Rejudgement]:
    applied = attempt.rejudgements.filter(fate=Fate.APPLIED, regrade__finished__isnull=False)
    return applied.exclude(change=Change.SAME).select_related("run", "regrade__asked_by").defer("run__events")


def _rejudged(row: Rejudgement) -> Moment:
    assert row.regrade.finished is not None
    return Moment(row.regrade.finished, "rejudged", row, changes=in_words(differences(row.before, row.after)))


def _draft(row: Draft, step: Step | None) -> Moment:
    starter = _starters(step).get(row.path, "")
    return Moment(row.saved, "draft", row, files=[(row.path, difference(starter, row.content))])


def _hand(row: Hand, step: Step | None) -> Moment:
    return Moment(row.raised, "hand", row, files=_changes(_starters(step), row.files))


def _comment(row: Comment) -> Moment:
    return Moment(row.written, "comment", row, words=words_of(row))


def _starters(step: Step | None) -> dict[str, str]:
    return {file.path: file.content for file in getattr(step, "files", ()) if file.editable}


def _changes(old: dict[str, str], new: dict[str, str]) -> list[tuple[str, list[Line]]]:
    return [(path, difference(old.get(path, ""), text)) for path, text in new.items() if old.get(path) != text]
