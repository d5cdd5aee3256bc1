"""What a provider says of itself (OpenID Connect Discovery 1.0)."""

from typing import Any

import requests

ANSWER_SECONDS = 5
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderError(Exception):
    """The provider is away, or answers what the protocol does not allow; the text is for the log."""


def discover(issuer: str) -> dict[str, Any]:
    """Fetch the provider's addresses; raises :class:`ProviderError`."""
    try:
        answer = requests.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration", timeout=ANSWER_SECONDS)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        missing = [name for name in NEEDED if not isinstance(told.get(name), str)]
    except (requests.RequestException, AttributeError) as error:
        raise ProviderError(f"{issuer} cannot be asked for its addresses: {error}") from error
    if told.get("issuer") != issuer:
        raise ProviderError(f"{issuer} calls itself {told.get('issuer')!r}; CLASSROOM_OIDC_ISSUER has to be the same")
    if missing:
        raise ProviderError(f"{issuer} does not tell its {', '.join(missing)}")
    return told
