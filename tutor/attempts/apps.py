"""What learners do, and the runs that come of it."""

from django.apps import AppConfig


class AttemptsConfig(AppConfig):
    """Django's entry for this app."""

    name = "tutor.attempts"
