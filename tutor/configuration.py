"""What the person who installs the site may set: environment variables that start with ``CLASSROOM_``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from sandbox.walls import WallName

# Connections of one process; the site's server has room for several processes.
CONNECTIONS = 20
CONNECTION_SECONDS = 30
LOOPBACK = ("localhost", "127.0.0.1", "::1")
BASE_DIR = Path(__file__).resolve().parent.parent


class SettingsError(ImproperlyConfigured):
    """Settings that are not in order: whoever started this set them, and reads the sentences."""


class Configuration(BaseSettings):
    """The settings of one installation; `./classroom up` sets them for its children."""

    model_config = SettingsConfigDict(env_prefix="CLASSROOM_", hide_input_in_errors=True)

    # Signs sessions and cookies. No default: a known key lets anyone sign in as anyone.
    secret_key: str = Field(min_length=32)
    # Everything that has to survive a restart and is not in the database.
    data: Path = BASE_DIR / "var"
    # postgresql://user@host/name, or postgresql://user@/name?host=/folder/of/the/socket
    database_url: str = "postgresql://localhost/classroom"
    # redis://host:port/0, or unix:///path/to/the.sock
    redis_url: str = "redis://localhost:6379/0"
    # The names under which browsers reach the site, as a JSON list.
    allowed_hosts: list[str] = ["localhost", "127.0.0.1", "[::1]"]
    # The public address when a proxy speaks TLS for us; https here makes cookies secure.
    origin: str = ""
    debug: bool = False
    # Runs at once per worker: each is a program and a PostgreSQL server of its own.
    run_slots: int = Field(default=2, ge=1, le=64)
    # Environments and database templates, keyed by the hash of what they are made of.
    sandbox: Path = BASE_DIR / ".cache" / "sandbox"
    # The zone in which people read and write dates, by its IANA name; without it, the machine's.
    time_zone: str = Field(default_factory=lambda: machine_time_zone())
    # Walls of the sandbox that this machine may lack, by name; `./classroom doctor` says which it lacks and the cost.
    accept_weaker: list[WallName] = []
    # For authors: courses are read again when a file of them changes, and pages reload.
    preview: bool = False
    # The folder of courses.
    courses: Path = BASE_DIR / "exercises"
    # People may come in through this OpenID Connect provider: its issuer, as the provider spells it.
    oidc_issuer: str = Field(default="", max_length=200)
    # What the provider calls this site, and what this site proves it with.
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    # The name by which people know the provider; without it, its host.
    oidc_name: str = Field(default="", max_length=40)

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError("no time zone has this name; the names are those of IANA, such as Europe/Berlin")
        return name

    @field_validator("oidc_issuer")
    @classmethod
    def _encrypted(cls, issuer: str) -> str:
        parts = urlsplit(issuer)
        if issuer and not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)):
            raise ValueError("the issuer is an address that starts with https://, such as https://login.example")
        return issuer

    @model_validator(mode="after")
    def _whole_or_not_at_all(self) -> Self:
        given = [self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret.get_secret_value()]
        if any(given) and not all(given):
            raise ValueError(
                "CLASSROOM_OIDC_ISSUER, CLASSROOM_OIDC_CLIENT_ID and CLASSROOM_OIDC_CLIENT_SECRET belong together"
            )
        return self

    @property
    def openid(self) -> "OpenID | None":
        """The provider through which people may come in, where there is one."""
        if not self.oidc_issuer:
            return None
        name = self.oidc_name or urlsplit(self.oidc_issuer).hostname or ""
        return OpenID(self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret, name)


@dataclass(frozen=True)
class OpenID:
    """An OpenID Connect provider and what this site is there."""

    issuer: str
    client_id: str
    client_secret: SecretStr
    name: str

    def for_allauth(self) -> dict[str, object]:
        """Return the app's description in django-allauth's words."""
        return {
            "provider_id": self.issuer,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.client_secret.get_secret_value(),
            "settings": {
                "server_url": self.issuer,
                "scope": ["openid", "profile"],
                "oauth_pkce_enabled": True,
                # All that counts is in the signed token.
                "fetch_userinfo": False,
                # A classroom's machine is used by many: the one who was there before must not come in again.
                "auth_params": {"prompt": "select_account"},
            },
        }


def machine_time_zone() -> str:
    """Return the zone that the machine's clock shows, UTC when it says nothing."""
    return str(Path("/etc/localtime").resolve()).partition("/zoneinfo/")[2] or "UTC"


def read_configuration() -> Configuration:
    """Read the environment; raises :class:`SettingsError` with one sentence for each setting that is not in order."""
    try:
        return Configuration()
    except ValidationError as error:
        faults = [_told(fault["loc"], fault["msg"]) for fault in error.errors()]
        raise SettingsError("; ".join(faults) + ". README.md says under “Settings” what each means.") from error


def _told(place: tuple[int | str, ...], fault: str) -> str:
    """Name the variable, where it is not a fault of several together."""
    variable = f"CLASSROOM_{str(place[0]).upper()}: " if place else ""
    return variable + fault.removeprefix("Value error, ")


def database(url: str) -> dict[str, object]:
    """Turn a PostgreSQL URL into Django's ``DATABASES`` entry; ``?host=`` names a socket's folder."""
    parts = urlsplit(url)
    socket_folder = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket_folder or parts.hostname or "",
        "PORT": str(parts.port or parse_qs(parts.query).get("port", [""])[0]),
        # A class that presses a button at once waits here for a moment, not in front of a server that is full.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": CONNECTIONS, "timeout": CONNECTION_SECONDS}},
    }


def broker(url: str) -> str:
    """Turn a Redis URL into Celery's spelling, which differs for Unix sockets."""
    return url.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=", 1)
