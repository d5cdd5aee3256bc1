"""Names as people type them, and the key under which two spellings are the same name."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

LONGEST = 60


def clean_name(typed: str) -> str:
    """Return the name as it is shown; raises ValidationError when nothing readable is left or it is too long."""
    name = " ".join(unicodedata.normalize("NFKC", typed).split())
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co") for character in name):
        raise ValidationError(gettext("This name holds characters that cannot be seen. Type it with the keyboard."))
    if not name:
        raise ValidationError(gettext("Type the name by which your class knows you."))
    if len(name) > LONGEST:
        raise ValidationError(gettext("This name is too long: {count} characters at most.").format(count=LONGEST))
    return name


def name_key(name: str) -> str:
    """Fold a name so that case, width and composition make no difference (Unicode's caseless matching)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
