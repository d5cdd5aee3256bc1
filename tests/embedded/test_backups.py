"""A backup holds a class, and brings it back into another folder, or over what is there."""

import io
import tarfile
from pathlib import Path

import psycopg
import pytest

from tests.running import Server, classroom
from tutor.embedded.layout import Layout
from tutor.embedded.services import make_database


def names(data: Path) -> list[str]:
    """The classes' names, asked of a database that is being served."""
    with psycopg.connect(f"postgresql://classroom@/classroom?host={Layout(data).sockets}") as connection:
        return [name for (name,) in connection.execute("SELECT name FROM people_classroom ORDER BY name")]


def renamed(data: Path, name: str) -> None:
    with psycopg.connect(f"postgresql://classroom@/classroom?host={Layout(data).sockets}") as connection:
        connection.execute("UPDATE people_classroom SET name = %s", [name])


@pytest.mark.timeout(240)
def test_there_and_back(tmp_path: Path) -> None:
    """One long test, because each start takes seconds."""
    data, file, late = tmp_path / "data", tmp_path / "class.backup", tmp_path / "late.backup"
    server = Server(data).start()
    renamed(data, "Before")
    made = classroom("backup", str(file), "--data", str(data))
    assert made.returncode == 0, made.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    refused = classroom("backup", str(file), "--data", str(data))
    assert (refused.returncode, "is there already" in refused.stderr) == (1, True)
    running = classroom("restore", str(file), "--data", str(data))
    assert (running.returncode, "Stop the classroom first" in running.stderr) == (1, True)
    renamed(data, "After")
    server.stop()

    assert classroom("backup", str(late), "--data", str(data)).returncode == 0
    told = classroom("restore", str(file), "--data", str(data))
    assert told.returncode == 0, told.stderr
    assert len(list(data.glob("postgres-before-*"))) == 1
    assert not list(data.glob("restore-*"))

    other = tmp_path / "other"
    assert classroom("restore", str(late), "--data", str(other)).returncode == 0
    assert (other / "secrets" / "secret_key").read_text() == (data / "secrets" / "secret_key").read_text()
    for folder, name in ((data, "Before"), (other, "After")):
        again = Server(folder).start()
        assert names(folder) == [name]
        again.stop()


@pytest.mark.parametrize("content", [b"", b"not a backup", b"\x1f\x8b" + b"x" * 100])
def test_what_is_no_backup_changes_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    told = classroom("restore", str(tmp_path / "file"), "--data", str(tmp_path / "data"))
    assert told.returncode == 1
    assert "This is not a backup of a classroom" in told.stderr
    assert not (tmp_path / "data").exists()


def broken(file: Path) -> Path:
    """Make a backup that is whole, but whose dump PostgreSQL does not take."""
    with tarfile.open(file, "w:gz") as archive:
        for name, content in (
            ("backup.json", b'{"format": 1}'),
            ("classroom.dump", b"?"),
            ("secrets/secret_key", b"k"),
        ):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return file


def inodes(folder: Path) -> dict[Path, int]:
    """Return which files there are, logs aside."""
    return {path: path.stat().st_ino for path in folder.rglob("*") if path.suffix != ".log"}


def test_a_restore_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    told = classroom("restore", str(broken(tmp_path / "file")), "--data", str(tmp_path / "new" / "data"))
    assert (told.returncode, "pg_restore failed" in told.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_restore_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "data")
    layout.make()
    layout.secret_key()
    make_database(layout)
    before = inodes(layout.data)
    told = classroom("restore", str(broken(tmp_path.parent / f"{tmp_path.name}.file")), "--data", str(layout.data))
    assert (told.returncode, "pg_restore failed" in told.stderr) == (1, True)
    assert inodes(layout.data) == before


def test_an_archive_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "link").symlink_to("/etc/passwd")
    with tarfile.open(tmp_path / "file", "w:gz") as archive:
        archive.add(tmp_path / "secrets" / "link", "secrets/link")
    told = classroom("restore", str(tmp_path / "file"), "--data", str(tmp_path / "data"))
    assert (told.returncode, "not a" in told.stderr) == (1, True)


def test_nothing_to_back_up(tmp_path: Path) -> None:
    Layout(tmp_path / "data").make()
    told = classroom("backup", str(tmp_path / "file"), "--data", str(tmp_path / "data"))
    assert (told.returncode, "nothing" in told.stderr) == (1, True)
    assert not list(tmp_path.glob("file*"))
