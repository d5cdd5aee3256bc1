"""The site's addresses as they are in a preview."""

from django.urls import path

from tutor.catalog import preview
from tutor.urls import urlpatterns as usual

urlpatterns = [*usual, path("preview/", preview.changes, name="preview")]
