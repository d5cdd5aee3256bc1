"""Accounts, classrooms and roles."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Django's entry for this app."""

    name = "tutor.people"
