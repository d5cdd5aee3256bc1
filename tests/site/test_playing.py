"""A run's way through a worker, whatever happens to it."""

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from unittest.mock import AsyncMock

import jsonschema
import pytest
import redis
from django.db import connection
from django.utils import timezone

import sandbox
from sandbox import SandboxError
from tests.running import wait_for
from tests.site.program import HELLO, STARTED, Program, exited, verdict
from tests.site.scene import RIGHT, Scene
from tutor.attempts import lifecycle, streams
from tutor.attempts.clocks import HEARTBEAT_KEPT
from tutor.attempts.execution import Result
from tutor.attempts.heartbeats import beating, heartbeat_key
from tutor.attempts.models import Run
from tutor.attempts.playing import play_run
from tutor.attempts.queueing import enqueue
from tutor.attempts.states import State, Status, Verdict
from tutor.attempts.sweeping import sweep
from tutor.attempts.worker import Worker

pytestmark = [pytest.mark.django_db(transaction=True)]

SCHEMA = Path(sandbox.__file__).parent / "events.schema.json"
MINUTE = timedelta(minutes=1)


def test_a_run_is_played_and_written_down(scene: Scene, worker: Worker, program: Program) -> None:
    run = scene.queued(files={"main.py": "print('hello')"}, latency_ms=5)
    play_run(run.pk, worker)
    run.refresh_from_db()
    assert (run.state, run.status, run.verdict) == (State.FINISHED, Status.OK, Verdict.PASSED)
    assert [event["type"] for event in run.events] == ["queued", "started", "stdout", "exited", "verdict"]
    assert [event["seq"] for event in run.events] == [1, 2, 3, 4, 5]
    exercise, step, files, answers, latency_ms = program.calls[0]
    assert (exercise, step, files, answers, latency_ms) == ("1.2", "fix", {"main.py": "print('hello')"}, None, 5)


def test_after_a_fault_of_the_sandbox_the_canary_goes_ahead(
    scene: Scene, worker: Worker, program: Program, store: "redis.Redis", monkeypatch: pytest.MonkeyPatch
) -> None:
    weak = AsyncMock(side_effect=[SandboxError("a run is weaker than it has to be: mount /work")] * 2 + [None])
    monkeypatch.setattr("tutor.attempts.worker.canary", weak)
    for name, seconds in (("SOON", 0.0), ("PATIENCE", 0.2), ("AGAIN", 3.0)):
        monkeypatch.setattr(f"sandbox.soundness.{name}_SECONDS", seconds)
    assert worker.is_sound()
    assert not weak.called
    program.error = SandboxError("the template is gone")
    play_run(scene.queued().pk, worker)
    assert not worker.is_sound()
    wait_for(lambda: not beating(store)[0].taking, "a beat that says so")
    assert "TAKES NO RUNS: a run is weaker than it has to be: mount /work" in beating(store)[0].sentence
    wait_for(worker.is_sound, "the canary's return")
    wait_for(lambda: beating(store)[0].taking, "a beat that says so")


def test_the_stream_says_what_the_row_says(scene: Scene, worker: Worker, store: "redis.Redis") -> None:
    run = scene.queued()
    play_run(run.pk, worker)
    run.refresh_from_db()
    assert streams.read(store, run.pk) == run.events
    assert 0 < store.ttl(streams.key(run.pk)) <= streams.KEPT_SECONDS


def test_a_predict_step_is_judged_by_the_committed_answers(scene: Scene, worker: Worker, program: Program) -> None:
    scene.predict(RIGHT, "guess")
    program.result = Result("failed", "none", observations=[{"id": "C", "match": False}, {"id": "A", "match": True}])
    run = scene.queued("predict")
    play_run(run.pk, worker)
    run.refresh_from_db()
    assert {key: answer.choice for key, answer in program.calls[0][3].items()} == RIGHT
    assert (run.verdict, run.collisions) == (Verdict.NONE, 1)


@pytest.mark.parametrize("error", [None, SandboxError("no cell")])
def test_what_the_site_tells_is_in_the_schema(
    scene: Scene, worker: Worker, program: Program, error: Exception | None
) -> None:
    program.error = error
    run = scene.queued()
    play_run(run.pk, worker)
    run.refresh_from_db()
    for event in run.events:
        jsonschema.validate(event, json.loads(SCHEMA.read_text()))


def test_a_second_delivery_is_harmless(scene: Scene, worker: Worker, program: Program) -> None:
    run = scene.queued()
    play_run(run.pk, worker)
    play_run(run.pk, worker)
    assert len(program.calls) == 1


def test_binary_output_can_be_kept(scene: Scene, worker: Worker, program: Program) -> None:
    program.events = [STARTED, ("stdout", {"t": 1, "text": "a\0b\udc80c"}), exited(), verdict()]
    run = scene.queued()
    play_run(run.pk, worker)
    run.refresh_from_db()
    assert run.events[2]["text"] == "a␀b?c"


@pytest.mark.parametrize("error", [SandboxError("no cell"), TimeoutError()])
def test_what_the_sandbox_did_wrong_is_our_fault(
    scene: Scene, worker: Worker, program: Program, error: Exception
) -> None:
    program.error = error
    run = scene.queued()
    play_run(run.pk, worker)
    run.refresh_from_db()
    assert (run.state, run.status, run.verdict) == (State.FINISHED, Status.OUR_FAULT, Verdict.ERRORED)
    assert [event["type"] for event in run.events] == ["queued", "started", "exited", "verdict"]
    assert "Our fault" in run.events[-1]["sentence"]


def test_a_mistake_of_ours_is_recorded_and_raised(scene: Scene, worker: Worker, program: Program) -> None:
    program.result = Result("no such status", "passed")
    run = scene.queued()
    with pytest.raises(ValueError, match="no such status"):
        play_run(run.pk, worker)
    run.refresh_from_db()
    assert run.status == Status.OUR_FAULT
    assert [event["type"] for event in run.events][-2:] == ["exited", "verdict"]
    assert run.events[-1]["verdict"] == "errored"


def test_a_learner_stops_a_running_run(scene: Scene, worker: Worker, program: Program) -> None:
    program.halts = True
    run = scene.queued()
    playing = in_thread(lambda: play_run(run.pk, worker))
    assert program.started.wait(10)
    answer = scene.client.post(f"/runs/{run.pk}/cancel/")
    assert answer.json()["run"]["state"] == "running"
    playing.join(10)
    run.refresh_from_db()
    assert (run.state, run.status, run.verdict) == (State.CANCELLED, Status.STOPPED, Verdict.NONE)
    assert run.events[-1]["sentence"] == "You stopped this run."


def test_a_learner_stops_a_waiting_run(scene: Scene, worker: Worker, program: Program) -> None:
    run = scene.queued()
    answer = scene.client.post(f"/runs/{run.pk}/cancel/")
    assert answer.json()["run"]["state"] == "cancelled"
    play_run(run.pk, worker)
    assert program.calls == []
    assert scene.ask().status_code == 201


def test_a_dead_workers_run_is_queued_again_and_judged(
    scene: Scene, worker: Worker, program: Program, store: "redis.Redis"
) -> None:
    run = scene.queued()
    claimed_by_the_dead(store, run, [STARTED, HELLO])
    assert sweep() == 1
    run.refresh_from_db()
    assert (run.state, run.worker) == (State.QUEUED, "")
    play_run(run.pk, worker)
    run.refresh_from_db()
    assert [event["type"] for event in run.events] == [
        "queued", "started", "stdout", "queued", "started", "stdout", "exited", "verdict"
    ]  # fmt: skip
    assert run.events[3]["reason"] == "The worker was lost; your run starts again."
    assert (run.state, run.tries) == (State.FINISHED, 2)


def test_a_run_whose_worker_is_lost_twice_ends_as_our_fault(scene: Scene, store: "redis.Redis") -> None:
    run = scene.queued()
    for _ in range(2):
        claimed_by_the_dead(store, run, [STARTED])
        assert sweep() == 1
    run.refresh_from_db()
    assert (run.state, run.status, run.verdict) == (State.LOST, Status.OUR_FAULT, Verdict.ERRORED)
    assert "run it again" in run.events[-1]["sentence"]
    assert streams.read(store, run.pk) == run.events
    assert scene.ask().status_code == 201


def test_the_sweeper_leaves_the_living_alone(scene: Scene, worker: Worker, store: "redis.Redis") -> None:
    run = scene.queued()
    assert lifecycle.claim(run, worker.name, 10)
    assert sweep() == 0


def test_a_worker_that_redis_forgot_is_not_dead(scene: Scene, store: "redis.Redis") -> None:
    run = scene.queued()
    assert lifecycle.claim(run, "unheard-of", 10)
    assert sweep() == 0


def test_a_run_past_its_deadline_is_taken_from_a_living_worker(scene: Scene, worker: Worker) -> None:
    run = scene.queued()
    lifecycle.claim(run, worker.name, 10)
    Run.objects.update(deadline=timezone.now() - MINUTE)
    assert sweep() == 1


def test_who_was_overtaken_walks_away(scene: Scene, worker: Worker, program: Program, store: "redis.Redis") -> None:
    """A worker that hung for a minute wakes up: its run has been queued again, and it may not say another word."""
    program.halts = True
    run = scene.queued()
    playing = in_thread(lambda: play_run(run.pk, worker))
    assert program.started.wait(10)
    Run.objects.update(deadline=timezone.now() - MINUTE)
    sweep()
    told = streams.read(store, run.pk)
    program.go_on()
    playing.join(10)
    run.refresh_from_db()
    assert run.state == State.QUEUED
    assert streams.read(store, run.pk) == told


def test_a_run_that_the_broker_lost_is_sent_again(scene: Scene, store: "redis.Redis") -> None:
    run = scene.queued()
    store.delete("celery")
    assert sweep() == 0
    Run.objects.update(enqueued=timezone.now() - MINUTE)
    assert sweep() == 1
    assert store.llen("celery") == 1
    Run.objects.update(enqueued=timezone.now() - MINUTE)
    assert sweep() == 0, "while a message waits, the queue is only long"
    run.refresh_from_db()
    assert run.state == State.QUEUED


def test_a_click_survives_a_redis_that_is_away(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise redis.ConnectionError("away")

    monkeypatch.setattr(streams, "append", away)
    answer = scene.ask()
    assert answer.status_code == 201
    assert Run.objects.get().state == State.QUEUED


def test_the_position_counts_those_who_wait_before(scene: Scene, store: "redis.Redis") -> None:
    run = scene.queued()
    enqueue(run)
    assert [event["position"] for event in streams.read(store, run.pk)] == [1, 1]


def claimed_by_the_dead(store: "redis.Redis", run: Run, told: list[tuple[str, dict[str, object]]]) -> None:
    """Let a worker take the run, say something, and be killed: its last heartbeat is a minute old."""
    run.refresh_from_db()
    assert lifecycle.claim(run, "dead", 10)
    first = streams.last_seq(store, run.pk) + 1
    events = [{"seq": first + index, "type": kind, **fields} for index, (kind, fields) in enumerate(told)]
    streams.append(store, run.pk, events)
    store.set(heartbeat_key("dead"), 1, ex=int(HEARTBEAT_KEPT) - 60)


def in_thread(work: Callable[[], None]) -> threading.Thread:
    def main() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=main)
    thread.start()
    return thread
