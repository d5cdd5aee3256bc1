"""Join codes: short enough to read from a beamer, too many to guess at 20 a minute."""

import secrets

# No 0/O, 1/I/L, 5/S, 8/B, 2/Z, U/V: read aloud or from the last row, each of these is taken for its twin.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
LENGTH = 7


def new_join_code() -> str:
    """Draw a code: 23⁷ ≈ 3.4 thousand million of them."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def typed_join_code(typed: str) -> str:
    """Return what a person who typed this meant: case, spaces and hyphens do not matter."""
    return "".join(typed.split()).replace("-", "").upper()
