"""The numbers as the pages tell them: rows with shares, words for how well a question tells people apart."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutor.catalog.courses import CodeStep, ContrastStep, Course, Exercise, Step, WriteTestStep
from tutor.dashboard.bars import Part, parts
from tutor.dashboard.statistics import numbers, steps
from tutor.dashboard.statistics.asked import Question, questions, seen_by
from tutor.dashboard.statistics.flow import Flow, flow
from tutor.dashboard.statistics.numbers import Counts, Moves, Numbers
from tutor.dashboard.statistics.steps import Time, Tries
from tutor.people.models import Classroom

# With fewer people a correlation is mostly chance: its standard error at 20 is 0.23.
FEWEST = 20
# With fewer people quartiles say nothing that the median does not.
FEWEST_TIMES = 4
# From here on a question is held to tell people apart well, or at all (Ebel and Frisbie, 1991).
WELL, BARELY = 0.3, 0.1
# Of typed answers so many are told, the most frequent ones.
TYPED = 8


@dataclass(frozen=True)
class Row:
    """One answer: how often it was given, how surely, and how often in the second vote."""

    mark: str
    text: str
    belief: str
    right: bool
    number: int
    again: int
    parts: list[Part]


@dataclass(frozen=True)
class Told:
    """One question with everything that is said about it; ``picture`` and ``moves`` only after a second vote."""

    question: Question
    numbers: Numbers
    rows: list[Row]
    picture: Flow | None
    moves: list[tuple[Row, list[int]]]

    @property
    def separates(self) -> str:
        """How well it tells people apart, in words."""
        return separation_in_words(self.numbers)

    @property
    def share(self) -> int | None:
        """Percent right at first."""
        return share(self.numbers.right, self.numbers.asked) if self.question.right is not None else None

    @property
    def share_again(self) -> int:
        """Percent right in the second vote."""
        return share(self.numbers.right_again, self.numbers.asked_again)

    @property
    def share_before(self) -> int:
        """Percent right at first, of those who voted twice."""
        return share(sum(sum(line) for row, line in self.moves if row.right), self.numbers.asked_again)

    @property
    def moved(self) -> int:
        """How many changed their answer."""
        return sum(
            number for place, (_, line) in enumerate(self.moves) for to, number in enumerate(line) if to != place
        )


@dataclass(frozen=True)
class StepTold:
    """One step: its questions, its time, and the tries of a step that ``has_checks``."""

    step: Step
    questions: list[Told]
    time: Time | None
    has_checks: bool
    tries: Tries | None

    @property
    def was_judged(self) -> bool:
        """Whether anything of it was: an answer, or a run."""
        return self.tries is not None or any(told.numbers.asked for told in self.questions)

    @property
    def time_words(self) -> str:
        """The time in a sentence."""
        return time_in_words(self.time) if self.time else ""

    @property
    def tries_rows(self) -> list[tuple[str, int, int]]:
        """The words for a number of tries, the number of people, and their share."""
        if self.tries is None:
            return []
        told = [(_tries(n), self.tries.passed.get(n, 0)) for n in range(1, steps.MOST_TRIES + 1)]
        told.append((_("not yet"), self.tries.not_yet))
        return [(words, number, share(number, self.tries.people)) for words, number in told]


def overview(classroom: Classroom, taken: Course) -> list[tuple[Exercise, list[Told]]]:
    """Return all questions that anybody answered, by exercise; two queries."""
    asked = questions(taken, seen_by(classroom))
    found = numbers.numbers(classroom, asked)
    told = [Told(each, found[each.place], [], None, []) for each in asked if each.place in found]
    exercises = ((exercise, [one for one in told if one.question.exercise is exercise]) for exercise in taken.exercises)
    return [(exercise, about) for exercise, about in exercises if about]


def of_exercise(classroom: Classroom, taken: Course, exercise: Exercise) -> list[StepTold]:
    """Return the steps of one exercise with all that is known about them; six queries."""
    asked = questions(taken, seen_by(classroom))
    found = numbers.numbers(classroom, asked)
    counted, moved = numbers.counts(classroom, exercise.id), numbers.moves(classroom, exercise.id)
    times, tries = steps.times(classroom), steps.tries(classroom)
    told = []
    for step in exercise.steps:
        mine = [each for each in asked if each.exercise is exercise and each.step is step]
        about = [
            _told(each, found.get(each.place, Numbers()), counted.get(each.place, {}), moved.get(each.place, {}), taken)
            for each in mine
        ]
        place, has_checks = (exercise.id, step.id), _has_checks(step)
        told.append(StepTold(step, about, times.get(place), has_checks, tries.get(place) if has_checks else None))
    return told


def separation_in_words(told: Numbers) -> str:
    """Say how well a question tells apart who does well elsewhere, with the number of people it rests on."""
    if told.compared < FEWEST:
        words = ngettext(
            "too few to tell: %(people)s person answered enough, %(fewest)s are needed",
            "too few to tell: %(people)s people answered enough, %(fewest)s are needed",
            told.compared,
        )
        return words % {"people": told.compared, "fewest": FEWEST}
    if told.separation is None:
        return _("all alike: nothing to tell apart")
    words = {
        told.separation >= WELL: _("well: who is right here is mostly right elsewhere"),
        BARELY <= told.separation < WELL: _("a little"),
        -BARELY < told.separation < BARELY: _("hardly: right and wrong fall on everybody alike"),
        told.separation <= -BARELY: _("the wrong way round: look at its words"),
    }[True]
    return _("%(words)s (%(number)+.2f, %(people)s people)") % {
        "words": words, "number": told.separation, "people": told.compared,
    }  # fmt: skip


def time_in_words(time: Time) -> str:
    """Say how long people were on a step; of a few there are no quartiles."""
    if time.people < FEWEST_TIMES:
        few = ngettext("%(median)s here (%(people)s person)", "%(median)s here (%(people)s people)", time.people)
        return few % {"median": duration(time.median), "people": time.people}
    words = _("%(median)s here, half of them between %(low)s and %(high)s (%(people)s people)")
    spoken = {"median": duration(time.median), "low": duration(time.low), "high": duration(time.high)}
    return words % {**spoken, "people": time.people}


def duration(seconds: float) -> str:
    """Say a time as people do."""
    if seconds < 90:
        return _("%(number)s s") % {"number": round(seconds)}
    return _("%(number)s min") % {"number": round(seconds / 60)}


def share(part: int, of: int) -> int:
    """Return a whole percentage; nothing of nothing is 0."""
    return round(100 * part / of) if of else 0


def _has_checks(step: Step) -> bool:
    return isinstance(step, CodeStep | WriteTestStep) or (
        isinstance(step, ContrastStep) and step.same_state is not None
    )


def _told(question: Question, told: Numbers, counted: dict[str, Counts], moved: Moves, taken: Course) -> Told:
    answers = _answers(question, counted)
    marks = {answer: str(number) for number, (answer, _) in enumerate(answers, start=1)}
    beliefs = {
        each.id: taken.misconceptions[each.misconception].title for each in question.options if each.misconception
    }
    total = sum(each.number for each in counted.values())
    rows = {
        answer: _row(marks[answer], text, beliefs.get(answer, ""), answer == question.right, each, total)
        for answer, text in answers
        for each in [counted.get(answer, Counts())]
    }
    lines = [(rows[one], [moved.get((one, other), 0) for other in rows]) for one in rows] if moved else []
    return Told(question, told, list(rows.values()), flow(moved, marks, question.right) if moved else None, lines)


def _answers(question: Question, counted: dict[str, Counts]) -> list[tuple[str, str]]:
    """Return the answers to be told, each with its words: those on offer, or the most frequent ones typed."""
    if question.options:
        return [(each.id, each.text) for each in question.options]
    frequent = sorted(counted, key=lambda each: (-counted[each].number, each))[:TYPED]
    return [(each, f"`{each.replace('`', chr(39))}`" if each else _("nothing")) for each in frequent]


def _row(mark: str, text: str, belief: str, right: bool, counted: Counts, total: int) -> Row:
    return Row(mark, text, belief, right, counted.number, counted.again, parts(counted.first, total))


def _tries(number: int) -> str:
    if number == steps.MOST_TRIES:
        return _("%(number)s or more") % {"number": number}
    return ngettext("%(number)s try", "%(number)s tries", number) % {"number": number}
