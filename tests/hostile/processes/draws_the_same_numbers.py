"""Draws from every source of chance, to foresee what another run will draw.

An escape: the second run knows the first one's numbers; it finds that out by a file of them, or by the host's comparison.
"""
# contained: said
# runs: 2
# proof: the same chance twice

import os
import random
import secrets
import uuid

from toolkit import said

print("began")
drawn = (random.random(), secrets.token_hex(8), uuid.uuid4().hex, os.urandom(8).hex(), random.SystemRandom().random())
print("chance:", *drawn)
said(False)
