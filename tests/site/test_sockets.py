"""A run's events over a WebSocket, as uvicorn would serve it."""

import asyncio
import json
import uuid

import pytest
from django.test import Client

from tests.site.program import Program
from tests.site.scene import Scene
from tests.site.socket_browser import PATIENCE, Socket, browser, in_thread, is_accepted
from tutor.attempts.consumers import MESSAGES_IGNORED
from tutor.attempts.models import Run
from tutor.attempts.playing import play_run
from tutor.attempts.worker import Worker

pytestmark = [pytest.mark.django_db(transaction=True)]

WHOLE_STORY = [1, 2, 3, 4, 5]


async def test_a_finished_run_is_replayed_and_the_socket_closed(scene: Scene, worker: Worker) -> None:
    run = await in_thread(scene.queued)
    await in_thread(play_run, run.pk, worker)
    async with browser(scene.client, f"/ws/runs/{run.pk}/") as socket:
        assert await everything(socket) == (WHOLE_STORY, 1000)


@pytest.mark.parametrize(("after", "told"), [("3", [4, 5]), ("99", []), ("x", WHOLE_STORY), ("-2", WHOLE_STORY)])
async def test_a_browser_resumes_after_what_it_has_seen(
    scene: Scene, worker: Worker, after: str, told: list[int]
) -> None:
    run = await in_thread(scene.queued)
    await in_thread(play_run, run.pk, worker)
    async with browser(scene.client, f"/ws/runs/{run.pk}/?after={after}") as socket:
        assert await everything(socket) == (told, 1000)


async def test_events_arrive_while_the_program_runs(scene: Scene, worker: Worker, program: Program) -> None:
    program.halts = True
    run = await in_thread(scene.queued)
    async with browser(scene.client, f"/ws/runs/{run.pk}/") as socket:
        assert (await socket.told())["type"] == "queued"
        playing = asyncio.create_task(in_thread(play_run, run.pk, worker))
        assert (await socket.told())["type"] == "started"
        assert await socket.receive_nothing()
        program.go_on()
        assert await everything(socket) == ([3, 4, 5], 1000)
        await playing


async def test_two_browsers_and_a_late_one_see_the_same(scene: Scene, worker: Worker, program: Program) -> None:
    run = await in_thread(scene.queued)
    path = f"/ws/runs/{run.pk}/"
    async with browser(scene.client, path) as one, browser(scene.client, path) as other:
        await in_thread(play_run, run.pk, worker)
        async with browser(scene.client, path) as late:
            stories = [await everything(socket) for socket in (one, other, late)]
    assert stories == [(WHOLE_STORY, 1000)] * 3


async def test_the_verdict_is_told_only_after_the_row_has_it(scene: Scene, worker: Worker, program: Program) -> None:
    run = await in_thread(scene.queued)
    async with browser(scene.client, f"/ws/runs/{run.pk}/") as socket:
        playing = asyncio.create_task(in_thread(play_run, run.pk, worker))
        while (await socket.told())["type"] != "verdict":
            pass
        row = await Run.objects.aget(pk=run.pk)
        assert (row.state, row.verdict) == ("finished", "passed")
        await playing


async def test_a_run_that_redis_forgot_is_told_from_the_row(scene: Scene, worker: Worker, store) -> None:
    """Valkey was restarted while a browser waited: the stream is empty, the row knows the end."""
    run = await in_thread(scene.queued)
    async with browser(scene.client, f"/ws/runs/{run.pk}/?after=1") as socket:
        await in_thread(play_run, run.pk, worker)
        await in_thread(store.flushall)
        told, code = await everything(socket)
    assert (told[-1], code) == (5, 1000)


async def test_a_browser_that_talks_is_ignored_and_then_let_go(scene: Scene) -> None:
    run = await in_thread(scene.queued)
    async with browser(scene.client, f"/ws/runs/{run.pk}/?after=1") as socket:
        for _ in range(MESSAGES_IGNORED):
            await socket.say(text="{not json")
        assert await socket.receive_nothing()
        await socket.say(bytes=b"\x00")
        assert (await socket.receive_output(PATIENCE)) == {"type": "websocket.close", "code": 1008}


async def test_strangers_are_refused_at_the_handshake(scene: Scene, as_charlie: Client, as_bob: Client) -> None:
    run = await in_thread(scene.queued)
    for client in (as_charlie, as_bob, Client()):
        assert not await is_accepted(client, f"/ws/runs/{run.pk}/")


async def test_a_foreign_page_is_refused(scene: Scene) -> None:
    run = await in_thread(scene.queued)
    assert await is_accepted(scene.client, f"/ws/runs/{run.pk}/")
    for origin in ("https://evil.example", "null", "", "http://[", "http://testserver.evil.example"):
        assert not await is_accepted(scene.client, f"/ws/runs/{run.pk}/", origin)


@pytest.mark.parametrize(
    "path", ["/ws/runs/7/", "/ws/runs/", "/ws/", "/", "/ws/classes/x/", f"/ws/runs/{uuid.uuid4()}/"]
)
async def test_a_malformed_address_is_refused_quietly(scene: Scene, path: str, caplog) -> None:
    assert not await is_accepted(scene.client, path)
    assert not [record for record in caplog.records if record.exc_info]


async def everything(socket: Socket) -> tuple[list[int], int]:
    """Return the numbers of the events that still come, and the code with which the server closes."""
    told = []
    while True:
        message = await socket.receive_output(PATIENCE)
        if message["type"] == "websocket.close":
            return told, message["code"]
        told.append(json.loads(message["text"])["seq"])
