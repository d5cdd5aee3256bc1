"""Every clock of a run on the site's side, in seconds, each longer than the one inside it (a test asserts the order).

Inside all of them lies the step's own limit, which the sandbox keeps.
"""

# Beyond the step's limit: waiting for a warm sandbox and a database server, judging, clearing away.
TASK_MARGIN = 10.0
# Beyond the step's limit: when the sweeper takes a run away from a worker that still beats.
DEADLINE_MARGIN = 15.0

# A worker says that it lives this often …
HEARTBEAT_EVERY = 1.5
# … and is dead to the sweeper after missing three beats.
HEARTBEAT_GONE = 5.0
# A dead worker is remembered this long, so that "dead" differs from "never heard of" (Redis lost its memory).
HEARTBEAT_KEPT = 3600.0

# A click on Stop is noticed after this at most.
CANCEL_POLL = 0.25
# Longer than any run: a stop that nobody noticed by then is about a run that is over.
CANCEL_KEPT = 600.0

SWEEP_EVERY = 2.0
# A queued run whose message no worker took by then, while the broker holds none, was lost by the broker.
FORGOTTEN = 10.0
