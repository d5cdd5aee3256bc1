"""What can be turned in a lab, and what it was turned to last."""

from exercises.steps import SETTINGS
from tutor.attempts.execution.lab import settings
from tutor.attempts.models import Run
from tutor.catalog.courses import LabStep

Parameter = dict[str, object]


def parameters(step: LabStep) -> list[Parameter]:
    """Return the parameters as the page shows them; numbers are chosen with a slider."""
    return [
        {
            "id": each.id,
            "title": each.title,
            "unit": each.unit,
            "values": list(each.values),
            "slides": all(_is_number(value) for value in each.values),
            "last": len(each.values) - 1,
        }
        for each in step.parameters
    ]


def last_settings(step: LabStep, run: Run | None) -> dict[str, str]:
    """Return what the learner measured with last, or the defaults."""
    return settings(step, run.submission.files[SETTINGS] if run else "{}")


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()
