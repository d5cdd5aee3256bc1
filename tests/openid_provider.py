"""A real OpenID Connect provider, small: it signs its tokens, checks PKCE, and can be told to misbehave."""

import base64
import hashlib
import json
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

# Put over something, it takes it away.
ABSENT: Any = object()
CLIENT_ID, CLIENT_SECRET, NAME = "classroom", "between the two of us", "Northfield School"


def listen() -> socket.socket:
    """Return a socket at an address of its own, for a provider to come."""
    return socket.create_server(("127.0.0.1", 0))


def issuer_of(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def site_settings(issuer: str) -> dict[str, str]:
    """Return the settings of a site whose people may come in through the provider."""
    return {
        "CLASSROOM_OIDC_ISSUER": issuer,
        "CLASSROOM_OIDC_CLIENT_ID": CLIENT_ID,
        "CLASSROOM_OIDC_CLIENT_SECRET": CLIENT_SECRET,
        "CLASSROOM_OIDC_NAME": NAME,
    }


@dataclass
class Provider:
    """What the provider knows; a test may change everything."""

    issuer: str
    # Names by subject.
    people: dict[str, str] = field(default_factory=lambda: {"sub-dora": "Dora North", "sub-eve": "Eve North"})
    # Put over what it would say of itself, over its token's claims, and over its answer with the token.
    metadata: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    token_answer: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)
    _key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def behave(self) -> None:
        """Forget what a test did to it."""
        for changed in (self.metadata, self.claims, self.token_answer, self.asked, self._codes):
            changed.clear()

    def configuration(self) -> dict[str, Any]:
        return _over(
            self.metadata,
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
        )

    def consent(self, query: dict[str, str], subject: str) -> str:
        """Return where the browser goes when this person says yes; raises KeyError and AssertionError on bad asking."""
        assert (query["client_id"], query["response_type"]) == (CLIENT_ID, "code")
        assert query["code_challenge_method"] == "S256"
        assert "openid" in query["scope"].split()
        code = secrets.token_urlsafe()
        self._codes[code] = query | {"subject": subject}
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def tokens(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Exchange a code, once, for who it is."""
        granted = self._codes.pop(form.get("code", ""), None)
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if (
            granted is None
            or (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET)
            or form.get("redirect_uri") != granted["redirect_uri"]
            or granted["code_challenge"] != base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
        ):
            return None
        subject, now = granted["subject"], int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "sub": subject, "iat": now, "exp": now + 60}
        claims |= {"name": self.people[subject], "email": f"{subject}@school.example"}
        # Not by the usual way, which would refuse what a bad provider says.
        token = jwt.PyJWS().encode(json.dumps(_over(self.claims, claims)).encode(), self._key, "RS256", {"kid": "1"})
        answer = {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "id_token": token}
        return _over(self.token_answer, answer)


@contextmanager
def serving(listener: socket.socket) -> Iterator[Provider]:
    """Answer at the listener."""
    provider = Provider(issuer_of(listener))
    server = ThreadingHTTPServer(listener.getsockname(), _handler(provider), bind_and_activate=False)
    server.socket.close()
    server.socket = listener
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            provider.asked.append(parts.path)
            query = _flat(parts.query)
            if parts.path == "/.well-known/openid-configuration":
                self._answer(json.dumps(provider.configuration()))
            elif parts.path == "/authorize":
                choices = "".join(
                    f'<li><a href="/consent?{escape(urlencode({**query, "subject": subject}))}">{escape(name)}</a></li>'
                    for subject, name in provider.people.items()
                )
                page = f"<!DOCTYPE html><title>{NAME}</title><h1>Who are you?</h1><ul>{choices}</ul>"
                self._answer(page, "text/html; charset=utf-8")
            elif parts.path == "/consent":
                self._answer("", status=302, location=provider.consent(query, query.pop("subject")))
            else:
                self._answer("", status=404)

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            tokens = provider.tokens(_flat(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self._answer(json.dumps(tokens or {"error": "invalid_grant"}), status=200 if tokens else 400)

        def _answer(self, body: str, kind: str = "application/json", status: int = 200, location: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body.encode())))
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _over(changes: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in (told | changes).items() if value is not ABSENT}


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
