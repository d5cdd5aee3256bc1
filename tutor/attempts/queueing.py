"""Sends runs to the workers. The message is the run's id; who gets it looks at the row."""

from kombu import Queue

from tutor.attempts import streams
from tutor.attempts.models import Run
from tutor.attempts.outlook import ahead
from tutor.celery import app
from tutor.connections import redis_client


def enqueue(run: Run, reason: str | None = None) -> None:
    """Tell the run's readers where it stands, then send it."""
    _announce(run, reason)
    send(run)


def send(run: Run) -> None:
    """Send a run that is queued; a second message for the same run is harmless."""
    app.send_task("attempts.play", [str(run.pk)])


def _announce(run: Run, reason: str | None) -> None:
    position = ahead(run) + 1
    client = redis_client()
    while True:
        event = {
            "seq": streams.last_seq(client, run.pk) + 1,
            "type": "queued",
            "t": None,
            "position": position,
            "reason": reason,
        }
        try:
            return streams.append(client, run.pk, [event])
        except streams.OvertakenError:
            # The worker that lost this run wrote once more in between; after our event it no longer can.
            continue


def messages_waiting() -> bool:
    """Tell whether the broker holds messages that no worker has taken."""
    with app.connection_for_read() as connection:
        queue = Queue(app.conf.task_default_queue, channel=connection.default_channel)
        return bool(queue.queue_declare().message_count)  # type: ignore[union-attr]  # the stubs say str
