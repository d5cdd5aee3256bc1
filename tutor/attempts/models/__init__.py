"""What learners did, as rows. Predictions, explanations and submissions never change once they are written."""

from tutor.attempts.models.answers import Attempt, Explanation, Prediction
from tutor.attempts.models.files import Draft, DraftVersion, Submission
from tutor.attempts.models.openings import Opening
from tutor.attempts.models.runs import Run
from tutor.attempts.models.stays import Stay

__all__ = ["Attempt", "Draft", "DraftVersion", "Explanation", "Opening", "Prediction", "Run", "Stay", "Submission"]
