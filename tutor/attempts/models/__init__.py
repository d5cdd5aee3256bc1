"""What learners did, as rows. Predictions, explanations and submissions never change once they are written."""

from tutor.attempts.models.answers import Attempt, Explanation, Prediction
from tutor.attempts.models.files import Draft, DraftVersion, Submission
from tutor.attempts.models.marks import Review, SelfMarks
from tutor.attempts.models.openings import Opening
from tutor.attempts.models.regrades import Regrade, Rejudgement
from tutor.attempts.models.runs import Run
from tutor.attempts.models.stays import Stay
from tutor.attempts.models.talk import Comment, Hand
from tutor.attempts.models.votes import Phase, Revote, Vote

__all__ = [
    "Attempt",
    "Comment",
    "Draft",
    "DraftVersion",
    "Explanation",
    "Hand",
    "Opening",
    "Phase",
    "Prediction",
    "Regrade",
    "Rejudgement",
    "Review",
    "Revote",
    "Run",
    "SelfMarks",
    "Stay",
    "Submission",
    "Vote",
]
