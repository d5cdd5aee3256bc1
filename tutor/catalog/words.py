"""Keys that the database and the events keep, in words that people read."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "guess": _("guess"),
    "think": _("think"),
    "sure": _("sure"),
    "agree": _("agree"),
    "disagree": _("disagree"),
    "student": _("student"),
    "assistant": _("assistant"),
    "instructor": _("instructor"),
    "queued": _("queued"),
    "running": _("running"),
    "lost": _("lost"),
    "ok": _("done"),
    "failed": _("failed"),
    "passed": _("passed"),
    "errored": _("our fault"),
    "none": _("not judged"),
    "timed_out": _("out of time"),
    "cpu_limit": _("too much computing"),
    "out_of_memory": _("out of memory"),
    "output_limit": _("too much output"),
    "database_limit": _("too much for the database"),
    "crashed": _("crashed"),
    "refused": _("refused"),
    "stopped": _("stopped"),
    "our_fault": _("our fault"),
}


def word(key: str) -> str:
    """Return the word for a key; what is none, such as a number that was predicted, stays as it is."""
    return str(WORDS.get(key, key))
