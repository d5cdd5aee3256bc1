"""`./classroom translations`: bring the files of translations up to what is marked in the sources."""

from typing import Any

from django.core.management.base import BaseCommand

from tutor.embedded.extraction import DOMAINS, languages, update


class Command(BaseCommand):
    """Updates ``tutor/locale/*/LC_MESSAGES/*.po``, and says what is not translated yet."""

    help = "Find the texts that are marked for translation and update tutor/locale; says which have none yet."

    def handle(self, *args: Any, **options: Any) -> None:
        """Update every language."""
        for language in languages():
            for domain in DOMAINS:
                catalog = update(language, domain)
                missing = [message for message in catalog if message.id and not _complete(message.string)]
                self.stdout.write(f"{language} {domain}: {len(catalog)} texts, {len(missing)} without a translation")
                for message in missing:
                    self.stdout.write(f"  {message.id}")


def _complete(string: object) -> bool:
    return all(string) if isinstance(string, (list, tuple)) else bool(string)
