"""The contract of events."""

import json

from tutor.embedded.home import BASE

SCHEMA = json.loads((BASE / "sandbox" / "events.schema.json").read_text())
