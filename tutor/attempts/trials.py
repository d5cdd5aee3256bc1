"""The versions of the code that a learner's test is tried on, as a page shows them before the run."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tutor.catalog.courses import Step, Trial, WriteTestStep

KINDS = {
    "original": (_("It must fail here"), _("the code with the bug")),
    "sound": (_("It must pass here"), _("correct version {number}")),
    "mutant": (_("It should notice what was broken here"), _("planted bug {number}")),
}
# The trial that is none: what the test looks like.
HONEST = "honest"


@dataclass(frozen=True)
class Row:
    """One version; which bug is planted in it is not said."""

    name: str
    kind: str
    words: str
    required: bool = True


def trial_groups(step: Step) -> list[dict[str, object]]:
    """Return the rows by what a test has to do; nothing for a step of another kind."""
    if not isinstance(step, WriteTestStep):
        return []
    first = [Row(HONEST, HONEST, gettext("it watches what the application does"))]
    groups = [(gettext("What it looks at"), first)]
    groups += [(str(title), _rows(step.trials, kind, str(words))) for kind, (title, words) in KINDS.items()]
    return [{"title": title, "trials": rows} for title, rows in groups if rows]


def _rows(trials: tuple[Trial, ...], kind: str, words: str) -> list[Row]:
    found = [trial for trial in trials if trial.kind == kind]
    return [Row(trial.name, kind, words.format(number=number), trial.required) for number, trial in enumerate(found, 1)]
