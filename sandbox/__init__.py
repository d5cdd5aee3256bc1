"""Runs untrusted files, each on a PostgreSQL server of its own, and tells what happened."""

from sandbox.desk import Report
from sandbox.examination import DOORS, Examined
from sandbox.outcome import Outcome, SandboxError, SeedError, Status
from sandbox.policy import Limits
from sandbox.runs import Job
from sandbox.service import Sandbox, open_sandbox

__all__ = [
    "DOORS",
    "Examined",
    "Job",
    "Limits",
    "Outcome",
    "Report",
    "Sandbox",
    "SandboxError",
    "SeedError",
    "Status",
    "open_sandbox",
]
