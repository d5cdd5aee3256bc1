"""`./classroom doctor`: what is missing here, what it costs, and the command that mends it."""

from typing import Any

from django.core.management.base import BaseCommand

from tutor.embedded.doctor import examine


class Command(BaseCommand):
    """Examine the machine; the exit code is 1 when something fails."""

    help = "Say what is missing on this machine and how to mend it."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each finding, and the cure below those that fail."""
        failed = False
        for finding in examine():
            failed = failed or bool(finding.problem)
            if finding.problem:
                self.stdout.write(f"FAIL {finding.name}: {finding.problem}\n     {finding.cure}")
            else:
                self.stdout.write(f"PASS {finding.name}: {finding.detail}")
        if failed:
            raise SystemExit(1)
