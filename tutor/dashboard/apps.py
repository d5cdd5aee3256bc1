"""What an instructor sees."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """Django's entry for this app."""

    name = "tutor.dashboard"
