"""The one provider an installation may have, as django-allauth wants it: allauth speaks the protocol, and no more."""

# allauth carries no types.
# mypy: allow-untyped-calls, disable-error-code="misc, assignment, no-any-return"
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.urls import reverse

from tutor.openid.configured import OPENID
from tutor.openid.discovery import ProviderError, discover

# A provider's addresses are asked for again this often.
DISCOVERED_SECONDS = 600


class Adapter(OpenIDConnectOAuth2Adapter):
    """Talks to the provider; whatever it answers that cannot be read is a :class:`ProviderError`."""

    def __init__(self, request: HttpRequest, issuer: str | None = None) -> None:
        super().__init__(request, issuer or OPENID.issuer)

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's addresses."""
        issuer = OPENID.issuer
        return cast(dict[str, Any], cache.get_or_set(f"openid:{issuer}", lambda: discover(issuer), DISCOVERED_SECONDS))

    def get_callback_url(self, request: HttpRequest, app: object) -> str:
        """Return where the provider sends people back to: the public address where a proxy stands before us."""
        here = settings.ORIGIN or f"{request.scheme}://{request.get_host()}"
        return here + reverse("openid-callback")

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Exchange the code for tokens."""
        with _blamed_on_the_provider():
            told: dict[str, Any] = super().get_access_token_data(*args, **kwargs)
        return told

    def complete_login(self, *args: Any, **kwargs: Any) -> SocialLogin:
        """Read who it is from the signed token and from nothing else."""
        if not kwargs["response"].get("id_token"):
            raise ProviderError("the provider sent no id_token")
        with _blamed_on_the_provider():
            return super().complete_login(*args, **kwargs)


class Provider(OpenIDConnectProvider):
    """Found by allauth in this file, because the app is installed."""

    id = "openid"
    oauth2_adapter_class = Adapter

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Return who it is; raises ValueError for what would be one subject for many people, or could not be kept."""
        subject = data["id_token"]["sub"]
        if not isinstance(subject, str) or not subject.isprintable():
            raise ValueError(f"{subject!r} is no subject")
        return subject

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep of all that is told the name alone, to propose it to whoever joins."""
        claims = data["id_token"]
        return {"name": str(claims.get("name") or claims.get("preferred_username") or "")}

    def extract_email_addresses(self, _data: dict[str, Any]) -> list[Any]:
        """Nobody has an e-mail address here."""
        return []


provider_classes = [Provider]


@contextmanager
def _blamed_on_the_provider() -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, ImproperlyConfigured) as fault:
        raise ProviderError(f"an answer of the provider cannot be read: {fault!r}") from fault
