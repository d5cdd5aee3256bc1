"""What playing a step comes to."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Result:
    """What a run earns, and all that was found out about it."""

    status: str
    verdict: str
    checks: list[dict[str, Any]] = field(default_factory=list)
    observations: list[dict[str, Any]] = field(default_factory=list)
    outcome: dict[str, Any] = field(default_factory=dict)
    queries: int = 0


def verdict_on(checks: list[dict[str, Any]], needed: set[str]) -> tuple[str, str]:
    """Return the verdict that checks earn, and a sentence; only those ``needed`` decide, the others advise."""
    passed = sum(check["verdict"] == "passed" for check in checks)
    if all(check["verdict"] == "passed" for check in checks if check["name"] in needed):
        return "passed", f"All {len(checks)} checks passed." if passed == len(checks) else _partly(passed, len(checks))
    return "failed", _partly(passed, len(checks))


def _partly(passed: int, of: int) -> str:
    return f"{passed} of {of} checks passed."
