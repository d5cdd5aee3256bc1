"""The data folder of one installation, and the short folder that its sockets need."""

import hashlib
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

# The kernel's limit for a Unix socket's path is 107 bytes; PostgreSQL's file name takes 16 of them.
LONGEST_SOCKET_FOLDER = 85


@dataclass(frozen=True)
class Layout:
    """Paths below one data folder. Everything that must survive a restart is in here."""

    data: Path

    @property
    def postgres(self) -> Path:
        """The site's database."""
        return self.data / "postgres"

    @property
    def valkey(self) -> Path:
        """The append-only file of streams and queue."""
        return self.data / "valkey"

    @property
    def logs(self) -> Path:
        """One log file for each service."""
        return self.data / "logs"

    @property
    def state(self) -> Path:
        """What runs, for `status`, `down` and a second `up`."""
        return self.data / "running.json"

    @property
    def lock(self) -> Path:
        """Held for as long as the services run."""
        return self.data / "lock"

    @property
    def sockets(self) -> Path:
        """The folder of the services' sockets: in the data folder, or in the temporary one when that is too deep."""
        inside = self.data / "sockets"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path(tempfile.gettempdir(), f"classroom-{os.getuid()}-{name}")

    def make(self) -> None:
        """Make the folders, for nobody but their owner."""
        for folder in (self.data, self.valkey, self.logs, self.data / "secrets", self.sockets):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = self.sockets.lstat()
        if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode):
            raise SystemExit(f"{self.sockets} belongs to somebody else; remove it or choose another --data folder.")
        self.sockets.chmod(0o700)

    def secret_key(self) -> str:
        """Return the installation's own key, made at first use."""
        path = self.data / "secrets" / "secret_key"
        if not path.exists():
            write_secret(path, secrets.token_urlsafe(48))
        return path.read_text().strip()

    def environment(self) -> dict[str, str]:
        """Return the settings that all of this installation's processes get."""
        return {
            "CLASSROOM_DATA": str(self.data),
            "CLASSROOM_SECRET_KEY": self.secret_key(),
            "CLASSROOM_DATABASE_URL": f"postgresql://classroom@/classroom?host={self.sockets}",
            "CLASSROOM_REDIS_URL": f"unix://{self.sockets / 'valkey.sock'}",
        }


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner may read, from its first byte on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")
