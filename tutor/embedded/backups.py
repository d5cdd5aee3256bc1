"""Backups of one installation: its database's dump and its secrets, in one archive."""

import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sandbox.postgres import POSTGRES
from tutor.embedded.layout import Layout, write_secret
from tutor.embedded.running import take_lock
from tutor.embedded.services import make_database, services

FORMAT = 1
ABOUT, DUMP, SECRETS = "backup.json", "classroom.dump", "secrets/"
START_SECONDS = 30.0
LOOK_SECONDS = 0.05


class BackupError(Exception):
    """Why a backup could not be made or brought back, as a sentence."""


def back_up(layout: Layout, target: IO[bytes]) -> None:
    """Write an archive of everything that must survive; people may be at work meanwhile."""
    if not layout.postgres.exists():
        raise BackupError(f"There is nothing in {layout.data} to back up.")
    with tempfile.TemporaryDirectory(dir=layout.data, prefix="backup-") as temporary, _answering(layout):
        dump = Path(temporary, DUMP)
        _call(layout, "pg_dump", "--format=custom", "--file", str(dump), "classroom")
        with tarfile.open(fileobj=target, mode="w:gz") as archive:
            _add(archive, ABOUT, json.dumps({"format": FORMAT, "made": datetime.now(UTC).isoformat()}).encode())
            archive.add(dump, DUMP)
            for secret in sorted((layout.data / "secrets").iterdir()):
                _add(archive, f"{SECRETS}{secret.name}", secret.read_bytes())


def restore(layout: Layout, source: IO[bytes]) -> Path | None:
    """Bring an archive's content back; returns where the database that was there before lies now.

    Nothing of the old one is lost, and nothing is touched before the archive was read to its end. Where it fails, all
    is as it was before.
    """
    aside = layout.data / f"postgres-before-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    with _to_ourselves(layout, aside):
        with tempfile.TemporaryDirectory(dir=layout.data, prefix="restore-") as temporary:
            secrets = _unpack(source, Path(temporary, DUMP))
            if layout.postgres.exists():
                layout.postgres.rename(aside)
            make_database(layout)
            with _started(layout):
                words = "--exit-on-error", "--no-owner", "--dbname", "classroom", f"{temporary}/{DUMP}"
                _call(layout, "pg_restore", *words)
        for name, text in secrets.items():
            write_secret(layout.data / "secrets" / name, text)
        # Queue and streams belong to runs of the old database.
        shutil.rmtree(layout.valkey)
        layout.make()
    return aside if aside.exists() else None


@contextmanager
def _to_ourselves(layout: Layout, aside: Path) -> Iterator[None]:
    """Nobody serves the folder meanwhile. Where this fails, the database that was moved ``aside`` is put back, and
    nothing is left that was not there before.
    """
    missing = [folder for folder in (layout.data, *layout.data.parents) if not folder.exists()]
    found = set() if missing else {*layout.data.iterdir()}
    sockets_found = layout.sockets.exists()
    layout.make()
    lock = take_lock(layout)
    if lock is None:
        raise BackupError("Stop the classroom first: `./classroom down`.")
    try:
        yield
    except BaseException:
        if aside in {*layout.data.iterdir()} - found:
            shutil.rmtree(layout.postgres, ignore_errors=True)
            aside.rename(layout.postgres)
        for path in {*layout.data.iterdir()} - found:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not sockets_found:
            shutil.rmtree(layout.sockets, ignore_errors=True)
        for folder in missing:
            folder.rmdir()
        raise
    finally:
        os.close(lock)


def _unpack(source: IO[bytes], dump: Path) -> dict[str, str]:
    """Write the dump and return the secrets; raises :class:`BackupError` for anything that is no backup of ours."""
    secrets: dict[str, str] = {}
    try:
        with tarfile.open(fileobj=source, mode="r:gz") as archive:
            for member in archive:
                content = archive.extractfile(member)
                if content is None:
                    raise BackupError("This is not a backup of a classroom.")
                if member.name == ABOUT and json.load(content)["format"] != FORMAT:
                    raise BackupError("This backup was made by a newer version; update first.")
                if member.name == DUMP:
                    with dump.open("wb") as file:
                        shutil.copyfileobj(content, file)
                elif member.name.startswith(SECRETS):
                    secrets[Path(member.name).name] = content.read().decode().strip()
    except (tarfile.TarError, OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise BackupError(f"This is not a backup of a classroom: {error}.") from error
    if not dump.exists() or "secret_key" not in secrets:
        raise BackupError("This is not a complete backup of a classroom.")
    return secrets


@contextmanager
def _answering(layout: Layout) -> Iterator[None]:
    """The site's database answers: it runs, or is started for this alone."""
    lock = take_lock(layout)
    if lock is None:
        yield
        return
    try:
        with _started(layout):
            yield
    finally:
        os.close(lock)


@contextmanager
def _started(layout: Layout) -> Iterator[None]:
    """The site's database runs for this alone; whoever calls holds the folder's lock."""
    command = next(service.command for service in services(layout, "", 0) if service.name == "postgres")
    with (layout.logs / "backup.log").open("ab") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait_for(layout, server)
        yield
    finally:
        server.terminate()
        server.wait()


def _wait_for(layout: Layout, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        ready = [str(POSTGRES / "bin" / "pg_isready"), "--quiet", "--host", str(layout.sockets)]
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(LOOK_SECONDS)
    log = (layout.logs / "backup.log").read_text(errors="replace")
    raise BackupError(f"The database does not start: {log.strip()[-800:]}")


def _call(layout: Layout, program: str, *words: str) -> None:
    command = [str(POSTGRES / "bin" / program), "--host", str(layout.sockets), "--username", "classroom", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BackupError(f"{program} failed: {done.stderr.strip()[-800:]}")


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))
