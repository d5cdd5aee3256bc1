"""Which pages may open sockets here: the rule Django has for POST, which sockets would otherwise not be under."""

# Channels carries no types.
# mypy: allow-untyped-calls
from urllib.parse import urlsplit

from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import split_domain_port, validate_host

from tutor.asgi_types import App, Receive, Scope, Send


class OriginGuard:
    """ASGI middleware that refuses a handshake unless it comes from a page of this very site."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.refuse = WebsocketDenier.as_asgi()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or refuse."""
        await (self.app if is_ours(scope) else self.refuse)(scope, receive, send)


def is_ours(scope: Scope) -> bool:
    """Tell whether the page's origin is the host it talks to, and that host is one of ours."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    origin, host = headers.get(b"origin", ""), headers.get(b"host", "")
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    try:
        same = urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False
    domain, _ = split_domain_port(host)
    return same and bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
