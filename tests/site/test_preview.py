"""An author's preview: edits show at once, mistakes say where they are."""

import shutil
from pathlib import Path

import pytest
from django.test import Client
from django.urls import clear_url_caches

from tests.site.scene import Scene
from tutor.catalog.courses import course
from tutor.people.models import Classroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    """A copy of the courses, and a site that previews it."""
    copied = Path(shutil.copytree(settings.COURSES, tmp_path / "exercises"))
    settings.COURSES, settings.PREVIEW = copied, True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tutor.catalog.preview.MistakesAreShown"]
    settings.ROOT_URLCONF = "tests.site.preview_urls"
    clear_url_caches()
    return copied / "async-sqlalchemy" / "1.2-false-safety-net"


def test_an_edit_shows_and_changes_the_stamp(folder: Path, scene: Scene, classroom: Classroom) -> None:
    client = scene.client
    url, before = f"/classes/{classroom.pk}/1.2/predict/", client.get("/preview/").json()["stamp"]
    assert "Something new to read" not in client.get(url).content.decode()
    (folder / "predict.md").write_text("Something new to read.")
    assert client.get("/preview/").json()["stamp"] != before
    page = client.get(url).content.decode()
    assert "Something new to read" in page
    assert "preview" in page


def test_a_mistake_says_where_it_is(folder: Path, scene: Scene, classroom: Classroom) -> None:
    text = (folder / "exercise.toml").read_text()
    (folder / "exercise.toml").write_text(text.replace('kind = "explain"', 'kind = "explian"'))
    answer = scene.client.get(f"/classes/{classroom.pk}/1.2/predict/")
    assert answer.status_code == 500
    assert "1.2-false-safety-net/exercise.toml, line" in answer.content.decode()


def test_strangers_see_no_stamp(folder: Path, client: Client) -> None:
    assert client.get("/preview/").status_code == 302


def test_without_a_preview_there_is_none(scene: Scene) -> None:
    assert scene.client.get("/preview/").status_code == 404
    assert course("async-sqlalchemy") is course("async-sqlalchemy")
