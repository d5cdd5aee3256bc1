"""What a run's events mean to somebody who wants to understand: rules of thumb, never a verdict.

Each rule is a pure function from a :class:`~sandbox.insights.story.Story` to insights, in a file of its own.
"""

from sandbox.insights.insight import Insight
from sandbox.insights.watcher import Watcher

__all__ = ["Insight", "Watcher"]
