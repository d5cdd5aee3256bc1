"""Rows that are evidence."""

from typing import Any, Never

from django.db import models


class Immutable(models.Model):
    """A row that is written once; changing it is a mistake in our code, so it raises."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; raises TypeError when it exists already."""
        if not self._state.adding:
            self._refuse()
        super().save(*args, **kwargs)

    def _refuse(self) -> Never:
        raise TypeError(f"A {self._meta.verbose_name} does not change once it is written.")
