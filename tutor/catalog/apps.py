"""Shows what can be learnt."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Django's entry for this app."""

    name = "tutor.catalog"
