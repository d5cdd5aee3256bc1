"""The site's addresses."""

from django.conf import settings
from django.urls import include, path, register_converter
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from tutor.catalog import preview
from tutor.health import health
from tutor.people import views as people
from tutor.people.password import change_password


class NameConverter:
    """The ids that the exercises' format allows."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"

    def to_python(self, value: str) -> str:
        """Take the text as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Give the text as it is."""
        return value


register_converter(NameConverter, "name")

urlpatterns = [
    path("", people.home, name="home"),
    path("join/", people.join_class, name="join"),
    path("join/<slug:code>/", people.join_class, name="join"),
    path("sign-in/", people.sign_in, name="sign-in"),
    path("password/", change_password, name="change-password"),
    path("sign-out/", people.sign_out, name="sign-out"),
    path("welcome/<int:user_id>/<slug:token>/", people.welcome, name="welcome"),
    *([path("", include("tutor.openid.urls"))] if settings.OPENID else []),
    path("", include("tutor.dashboard.urls")),
    path("", include("tutor.attempts.urls")),
    path("language/", require_POST(set_language), name="language"),
    path("health/", health, name="health"),
    *([path("preview/", preview.changes, name="preview")] if settings.PREVIEW else []),
]
