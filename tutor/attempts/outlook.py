"""What somebody who waits can be told: how many are ahead, and about how long it will take."""

from math import ceil

from tutor.attempts.heartbeats import beating
from tutor.attempts.models import Run
from tutor.attempts.states import State
from tutor.connections import redis_client


def ahead(run: Run) -> int:
    """Return how many queued runs will be taken before this one."""
    return Run.objects.filter(state=State.QUEUED, enqueued__lt=run.enqueued).count()


def outlook(run: Run) -> dict[str, object] | None:
    """Return what a queued run waits for; None for any other.

    ``seconds`` is how long the runs ahead and those that are being played would take at the pace of each worker's last
    runs, None when nobody has played any yet; ``workers`` tells whether anybody takes runs at all.
    """
    if run.state != State.QUEUED:
        return None
    taking = [beat for beat in beating(redis_client()) if beat.taking]
    # Runs that start in one second, all workers together.
    pace = sum(beat.slots / beat.run_seconds for beat in taking if beat.run_seconds)
    before = ahead(run)
    return {"ahead": before, "seconds": ceil((before + 1) / pace) if pace else None, "workers": bool(taking)}
