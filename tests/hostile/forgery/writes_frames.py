"""Tries to forge the guardian's report by writing frames of the channel to every descriptor.

An escape: the host takes one for the report, and the run that raises has ended well.
"""
# contained: RuntimeError
# proof: status ok

import json
import os

print("began", flush=True)
body = json.dumps({"ended": 0, "cpu_ms": 0, "peak_bytes": 0}).encode()
for number in range(3, 64):
    try:
        os.write(number, len(body).to_bytes(4, "big") + body)
    except OSError:
        continue
raise RuntimeError("failed")
