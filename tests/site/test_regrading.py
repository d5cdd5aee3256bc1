"""Bob judges again after the exercise was corrected: he looks first, nobody is lowered unseen, nothing is lost."""

import uuid

import pytest
from django.test import Client

from sandbox import SandboxError
from tests.site.addresses import classmate
from tests.site.conftest import signed_in
from tests.site.program import STARTED, exited, verdict
from tests.site.scene import WRONG, Scene
from tutor.attempts.execution import Result
from tutor.attempts.models import Attempt, Comment, Explanation, Regrade, Rejudgement, Run, Submission
from tutor.attempts.models.regrades import Change, Fate, Stage
from tutor.attempts.regrading import judging
from tutor.attempts.regrading.comparing import change_of
from tutor.attempts.regrading.judging import judge_next
from tutor.attempts.sweeping import sweep
from tutor.attempts.talk import words_of
from tutor.attempts.worker import Worker
from tutor.catalog.courses import course
from tutor.people.models import Classroom

pytestmark = [pytest.mark.django_db(transaction=True)]

FAILED = [{"name": "status", "sentence": "It ends well.", "verdict": "failed", "message": "It did not."}]
PASSED = [{**FAILED[0], "verdict": "passed", "message": ""}]


@pytest.fixture
def page(classroom: Classroom) -> str:
    return f"/classes/{classroom.pk}/dashboard/questions/1.2/regrade/"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The messages to the workers; the tests deliver them."""
    found: list[int] = []
    monkeypatch.setattr(judging.app, "send_task", lambda name, words: found.append(words[0]))
    return found


def judged(attempt: Attempt, number: int, verdict: str, step: str = "fix", **more: object) -> Run:
    """A run that an earlier version of the exercise judged."""
    files = {"main.py": f"# {number}\n"} if step == "fix" else {}
    submission = Submission.objects.create(attempt=attempt, step_id=step, content_hash=str(number), files=files)
    fields = {
        "events": [{"seq": 1, "type": "queued", "t": None}, {"seq": 2, "type": "verdict", "t": 1}],
        "checks": FAILED if verdict == "failed" else PASSED,
        **more,
    }
    return Run.objects.create(
        attempt=attempt, learner=attempt.learner, submission=submission, step_id=step, number=number, key=uuid.uuid4(),
        exercise_hash="old", environment="current", limit_seconds=10, state="finished", status="ok", verdict=verdict,
        finished=attempt.created, **fields,
    )  # fmt: skip


def deliver(sent: list[int], worker: Worker) -> None:
    while sent:
        judge_next(sent.pop(0), worker)


def begin(as_bob: Client, page: str) -> Regrade:
    as_bob.post(page, {"action": "begin"})
    return Regrade.objects.latest("created")


def test_who_gains_is_shown_applied_and_told(
    scene: Scene, as_bob: Client, page: str, worker: Worker, program, sent: list[int]
) -> None:
    run = judged(scene.attempt, 1, "failed")
    program.result = Result("ok", "passed", checks=PASSED)
    assert "1 run" in as_bob.get(page).text
    regrade = begin(as_bob, page)
    assert as_bob.get(f"{page}progress.json").json() == {"stage": "judging", "judged": 0, "total": 1, "broken": 0}
    deliver(sent, worker)
    run.refresh_from_db()
    assert (run.verdict, run.exercise_hash) == ("failed", "old"), "nothing is written before it was seen"
    shown = as_bob.get(page)
    assert ("button-primary" in shown.text, "apply-all" in shown.text) == (True, False), "nobody would lose"
    ((change, (row,)),) = shown.context["groups"]
    assert (change, row.differences) == (
        "better", [("verdict", "failed", "passed"), ("It ends well.", "failed", "passed")],
    )  # fmt: skip

    as_bob.post(page, {"action": "apply-better"})
    run.refresh_from_db()
    regrade.refresh_from_db()
    assert (run.verdict, run.exercise_hash, regrade.stage) == ("passed", regrade.exercise_hash, Stage.APPLIED)
    assert [event["type"] for event in run.events] == ["queued", "started", "stdout", "exited", "verdict"]
    assert [event["seq"] for event in run.events] == [1, 2, 3, 4, 5]
    kept = Rejudgement.objects.get().before
    assert (kept["verdict"], kept["checks"], len(kept["events"])) == ("failed", FAILED, 2)
    talk = f"/attempts/{scene.attempt.pk}/fix/talk/"
    (told,) = scene.client.get(talk).json()["comments"]
    assert "in your favour: verdict was failed, is passed now" in told["text"]
    (told,) = scene.client.get(talk, headers={"accept-language": "de"}).json()["comments"]
    assert "zu deinen Gunsten" in told["text"]
    assert "Everything here was judged by the exercise as it is now" in as_bob.get(page).text


def test_nobody_is_lowered_unless_bob_says_so(
    scene: Scene, as_bob: Client, page: str, worker: Worker, program, sent: list[int]
) -> None:
    run = judged(scene.attempt, 1, "passed")
    program.result = Result("ok", "failed", checks=FAILED)
    for action, fate, word in (("apply-better", Fate.SPARED, "passed"), ("apply-all", Fate.APPLIED, "failed")):
        begin(as_bob, page)
        deliver(sent, worker)
        shown = as_bob.get(page)
        assert shown.context["groups"][0][0] == "worse"
        assert "button-primary" not in shown.text, "nobody would gain: neither way is the obvious one"
        as_bob.post(page, {"action": action})
        run.refresh_from_db()
        assert (run.verdict, Rejudgement.objects.latest("regrade__created").fate) == (word, fate)
    assert "it counts less now: verdict was passed, is failed now" in words_of(Comment.objects.get())


def test_a_prediction_is_judged_from_what_was_recorded(
    scene: Scene, as_bob: Client, page: str, worker: Worker, program, sent: list[int]
) -> None:
    scene.predict(WRONG)
    lines = "A: Before commit, title = Buy milk\nB: After commit, title = Buy milk\n"
    trace = 'Traceback:\n  File "/work/main.py", line 24, in demonstrate\nsqlalchemy.exc.MissingGreenlet: no\n'
    told = [("queued", {"t": None}), STARTED, ("stdout", {"t": 1, "text": lines}), ("stderr", {"t": 2, "text": trace})]
    told += [("observation", {"t": 1, "id": "C", "match": True}), exited("failed"), verdict("none")]
    events = [{"seq": number, "type": kind, **fields} for number, (kind, fields) in enumerate(told, start=1)]
    old = [{"id": key, "match": True, "misconception": None} for key in "ABC"]
    run = judged(scene.attempt, 1, "none", "predict", observations=old, events=events, checks=[], collisions=0)
    begin(as_bob, page)
    deliver(sent, worker)
    assert program.calls == [], "nothing was run"
    ((change, (row,)),) = as_bob.get(page).context["groups"]
    assert (change, row.differences) == ("worse", [("C", "match", "collision"), ("C", "–", "M1")])
    as_bob.post(page, {"action": "apply-all"})
    run.refresh_from_db()
    assert (run.collisions, [each["match"] for each in run.observations]) == (1, [True, True, False])
    assert [event["seq"] for event in run.events] == list(range(1, len(run.events) + 1))
    assert [e["id"] for e in run.events if e["type"] == "observation"] == ["A", "B", "C"]


def test_an_explanation_is_judged_at_once(scene: Scene, as_bob: Client, page: str, sent: list[int]) -> None:
    scene.explain("never-loaded")
    Explanation.objects.update(correct=False, exercise_hash="old")
    assert begin(as_bob, page).stage == Stage.READY
    as_bob.post(page, {"action": "apply-better"})
    row = Explanation.objects.get()
    assert (row.correct, row.exercise_hash) == (True, course("async-sqlalchemy").exercise("1.2").hash)
    assert sent == []


def test_whoever_went_on_is_left_alone(
    scene: Scene, as_bob: Client, page: str, worker: Worker, program, sent: list[int]
) -> None:
    run = judged(scene.attempt, 1, "failed")
    program.result = Result("ok", "passed", checks=PASSED)
    begin(as_bob, page)
    deliver(sent, worker)
    scene.queued("fix")
    told = as_bob.post(page, {"action": "apply-all"}, follow=True).text
    run.refresh_from_db()
    assert "the student has gone on since" in told
    assert (run.verdict, Rejudgement.objects.get().fate) == ("failed", Fate.MOVED)


def test_a_preview_of_an_exercise_that_changed_again_is_worth_nothing(
    scene: Scene, as_bob: Client, page: str, worker: Worker, program, sent: list[int]
) -> None:
    judged(scene.attempt, 1, "failed")
    begin(as_bob, page)
    deliver(sent, worker)
    Regrade.objects.update(exercise_hash="between")
    assert "has changed since" in as_bob.post(page, {"action": "apply-all"}, follow=True).text
    assert (Regrade.objects.get().stage, Run.objects.get().verdict) == (Stage.OUTDATED, "failed")
    begin(as_bob, page)
    Regrade.objects.filter(stage=Stage.JUDGING).update(exercise_hash="between")
    deliver(sent, worker)
    assert not Regrade.objects.exclude(stage=Stage.OUTDATED).exists()
    assert len(program.calls) == 1


def test_an_exercise_that_is_gone_ends_it(
    scene: Scene, as_bob: Client, page: str, worker: Worker, program, sent: list[int]
) -> None:
    judged(scene.attempt, 1, "failed")
    begin(as_bob, page)
    Regrade.objects.update(exercise_id="9.9")
    deliver(sent, worker)
    assert (Regrade.objects.get().stage, program.calls) == (Stage.OUTDATED, [])


def test_applying_twice_changes_once(
    scene: Scene, as_bob: Client, page: str, worker: Worker, program, sent: list[int]
) -> None:
    judged(scene.attempt, 1, "failed")
    program.result = Result("ok", "passed", checks=PASSED)
    begin(as_bob, page)
    as_bob.post(page, {"action": "apply-all"})
    assert Run.objects.get().verdict == "failed", "it is not ready"
    deliver(sent, worker)
    for _ in range(2):
        as_bob.post(page, {"action": "apply-all"})
    assert Comment.objects.count() == 1


def test_a_learner_who_waits_goes_first(
    scene: Scene, as_bob: Client, page: str, worker: Worker, program, sent: list[int]
) -> None:
    judged(scene.attempt, 1, "failed")
    regrade = begin(as_bob, page)
    waiting = scene.queued("fix")
    sent.clear()
    judge_next(regrade.pk, worker)
    assert (program.calls, sent, judging.sweep()) == ([], [], 0)
    Run.objects.filter(pk=waiting.pk).update(state="cancelled", status="stopped", finished=waiting.created)
    assert (judging.sweep(), sent) == (1, [regrade.pk])


def test_cancelled_is_cancelled(
    scene: Scene, as_bob: Client, page: str, worker: Worker, program, sent: list[int]
) -> None:
    judged(scene.attempt, 1, "failed")
    begin(as_bob, page)
    as_bob.post(page, {"action": "cancel"})
    deliver(sent, worker)
    assert (Regrade.objects.get().stage, program.calls) == (Stage.CANCELLED, [])


def test_our_fault_is_told_and_changes_nothing(
    scene: Scene, as_bob: Client, page: str, worker: Worker, program, sent: list[int]
) -> None:
    judged(scene.attempt, 1, "failed")
    program.error = SandboxError("broken")
    begin(as_bob, page)
    deliver(sent, worker)
    assert "Our fault: 1 run could not be judged" in as_bob.get(page).text
    assert Rejudgement.objects.get().fate == Fate.BROKEN


def test_a_lost_worker_does_not_stop_it(
    scene: Scene, as_bob: Client, page: str, worker: Worker, program, sent: list[int]
) -> None:
    run = judged(scene.attempt, 1, "failed")
    begin(as_bob, page)
    sent.clear()
    Rejudgement.objects.update(fate=Fate.JUDGING, claimed_until=run.created)
    sweep()
    assert sent == [Regrade.objects.get().pk]
    deliver(sent, worker)
    assert Regrade.objects.get().stage == Stage.READY


def test_which_versions_get_another_chance(scene: Scene, as_bob: Client, page: str, sent: list[int]) -> None:
    for number in range(1, 9):
        judged(scene.attempt, number, "failed")
    dora = Attempt.objects.create(
        learner=classmate(scene.attempt.classroom), classroom=scene.attempt.classroom, exercise_id="1.2"
    )
    for number, word in enumerate(("passed", "failed"), start=1):
        judged(dora, number, word)
    begin(as_bob, page)
    chosen = Rejudgement.objects.values_list("attempt__learner__username", "run__number")
    assert sorted(chosen) == [*(("alice", number) for number in range(4, 9)), ("dora", 1)]


def test_who_may(scene: Scene, as_bob: Client, as_tess: Client, as_charlie: Client, page: str) -> None:
    assert as_tess.get(page).status_code == 200
    assert as_tess.post(page, {"action": "begin"}).status_code == 403
    for client in (scene.client, as_charlie, signed_in(scene.attempt.learner)):
        assert client.post(page, {"action": "begin"}).status_code == 404
    assert as_bob.post(page, {"action": "nonsense"}).status_code == 302
    assert as_bob.put(page).status_code == 405
    assert as_bob.get(page.replace("1.2", "9.9")).status_code == 404
    assert as_bob.get(f"{page}progress.json").status_code == 404


def test_constant_queries(scene: Scene, as_bob: Client, page: str, django_assert_num_queries, sent: list[int]) -> None:
    for number in range(1, 4):
        judged(scene.attempt, number, "failed")
        with django_assert_num_queries(8):  # session, user, membership, regrade, runs, explanations, earlier, unread
            as_bob.get(page)
    regrade = begin(as_bob, page)
    Regrade.objects.update(stage=Stage.READY)
    for number in (1, 3):
        some = regrade.items.values_list("pk", flat=True)[:number]
        Rejudgement.objects.filter(pk__in=list(some)).update(
            fate=Fate.JUDGED, change=Change.BETTER, after={"verdict": "passed"}
        )
        with django_assert_num_queries(
            8
        ):  # session, user, membership, regrade, its fates, those as before, its items, unread
            assert len(as_bob.get(page).context["groups"][0][1]) == number


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ({"correct": True}, {"correct": True}, Change.SAME),
        ({"correct": True}, {"correct": False}, Change.WORSE),
        ({"verdict": "errored"}, {"verdict": "passed"}, Change.BETTER),
        ({"verdict": "failed", "checks": FAILED}, {"verdict": "failed", "checks": PASSED}, Change.OTHER),
        (
            {"observations": [{"id": "A", "match": False}, {"id": "B", "match": True}]},
            {"observations": [{"id": "A", "match": True}, {"id": "B", "match": False}]},
            Change.WORSE,
        ),
        ({"observations": [{"id": "A", "match": True}]}, {"observations": []}, Change.SAME),
    ],
)
def test_who_loses_anything_loses(before: dict, after: dict, change: Change) -> None:
    assert change_of(before, after) is change
