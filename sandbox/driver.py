"""What drivers and SQLAlchemy ask for themselves, opening a connection or meeting a type: not the learner's doing.

Compared as a whole: whoever only began like one of these could hide a statement behind it.
"""

import functools
import hashlib

_SHORT = {
    "select pg_catalog.version()",
    "select current_schema()",
    "show standard_conforming_strings",
    "show transaction isolation level",
    "select current_setting('jit') as cur, set_config('jit', 'off', false) as new",
    "select set_config('jit', $1, false)",
    "select pg_advisory_unlock_all(); close all; unlisten *; reset all;",
    # psycopg looks at a type in a transaction within SQLAlchemy's own at a first connection.
    'savepoint "_pg3_1"',
    'release "_pg3_1"',
}
# The drivers' long questions about types, of the versions in our environments; a test compares them with the installed.
_LONG = {"67a6c3fdb81a29b9", "59aebbc060dcddaf", "206f21d1fd669b52", "eef2ccc06de5fc1d"}


@functools.lru_cache(maxsize=512)
def asks_for_itself(sql: str) -> bool:
    """Whether this is one of the drivers' own statements, word for word."""
    plain = " ".join(sql.split())
    return plain.lower() in _SHORT or digest(plain) in _LONG


def digest(sql: str) -> str:
    """Return what a long statement is known by, whatever its line breaks."""
    return hashlib.sha256(" ".join(sql.split()).encode()).hexdigest()[:16]
