"""Where things live on one machine."""

from pathlib import Path

BASE = Path(__file__).resolve().parent.parent.parent
# Can be deleted at any time: it is made again from what is in the repository.
CACHE = BASE / ".cache"
ASSETS = CACHE / "assets"
# Translations, compiled.
COMPILED = CACHE / "locale"
# Environments and database templates, keyed by the hash of what they are made of.
SANDBOX = CACHE / "sandbox"
