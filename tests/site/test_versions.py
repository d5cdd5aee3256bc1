"""Earlier texts of a draft: kept in stretches of typing, listed for their writer, and for nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.site.scene import Scene
from tutor.attempts import versions
from tutor.attempts.models import DraftVersion


def listed(scene: Scene, path: str = "main.py") -> list[dict[str, object]]:
    answer = scene.client.get(scene.url("fix", "versions"), {"path": path})
    assert answer.status_code == 200
    return answer.json()["versions"]


def text(scene: Scene, version: dict[str, object]) -> str:
    return scene.client.get(f"{scene.url('fix', 'versions')}{version['id']}/").json()["content"]


def age(by: timedelta) -> None:
    """Let the versions that are there be older."""
    for version in DraftVersion.objects.all():
        version.began, version.saved = version.began - by, version.saved - by
        version.save()


def test_saves_that_follow_each_other_are_one_version(scene: Scene) -> None:
    for revision, content in enumerate(("one", "one two", "one two three")):
        assert scene.save(content, revision).status_code == 200
    (version,) = listed(scene)
    assert (version["revision"], text(scene, version)) == (3, "one two three")


def test_a_pause_begins_another_one(scene: Scene) -> None:
    scene.save("before", 0)
    age(versions.STRETCH)
    scene.save("after", 1)
    assert [text(scene, version) for version in listed(scene)] == ["after", "before"]


def test_a_text_that_is_replaced_by_another_tab_stays(scene: Scene) -> None:
    scene.save("theirs", 0)
    assert scene.save("mine", 1, replaces=True).status_code == 200
    assert [text(scene, version) for version in listed(scene)] == ["mine", "theirs"]


def test_a_text_that_gives_way_to_another_tabs_stays(scene: Scene) -> None:
    scene.save("theirs", 0)
    assert scene.save("mine", 1, aside=True).json() == {"revision": 3}
    assert [text(scene, version) for version in listed(scene)] == ["theirs", "mine", "theirs"]
    assert scene.save("theirs, and more", 3).status_code == 200
    assert text(scene, listed(scene)[0]) == "theirs, and more"


def test_setting_aside_for_a_text_that_is_old_by_now_is_refused(scene: Scene) -> None:
    assert scene.save("mine", 0, aside=True).status_code == 409
    scene.save("theirs", 0)
    scene.save("newer still", 1)
    answer = scene.save("mine", 1, aside=True)
    assert (answer.status_code, answer.json()["content"]) == (409, "newer still")
    assert [text(scene, version) for version in listed(scene)] == ["newer still"]


def test_no_stretch_goes_on_for_ever(scene: Scene) -> None:
    scene.save("a", 0)
    DraftVersion.objects.update(began=timezone.now() - versions.LONGEST_STRETCH)
    scene.save("b", 1)
    assert len(listed(scene)) == 2


def test_the_oldest_go_first(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "KEPT", 2)
    for revision in range(4):
        scene.save(f"text {revision}", revision)
        age(versions.STRETCH)
    assert [text(scene, version) for version in listed(scene)] == ["text 3", "text 2"]


def test_a_refused_save_leaves_no_version(scene: Scene) -> None:
    scene.save("mine", 0)
    assert scene.save("stale", 0).status_code == 409
    (version,) = listed(scene)
    assert text(scene, version) == "mine"


def test_other_files_and_steps_have_their_own(scene: Scene) -> None:
    scene.save("mine", 0)
    assert listed(scene, "models.py") == listed(scene, "") == []
    (version,) = listed(scene)
    assert scene.client.get(f"{scene.url('predict', 'versions')}{version['id']}/").status_code == 404


def test_strangers_find_nothing(scene: Scene, as_charlie: Client, as_bob: Client) -> None:
    scene.save("mine", 0)
    (version,) = listed(scene)
    for stranger in (as_charlie, as_bob):
        assert stranger.get(scene.url("fix", "versions"), {"path": "main.py"}).status_code == 404
        assert stranger.get(f"{scene.url('fix', 'versions')}{version['id']}/").status_code == 404
    assert Client().get(scene.url("fix", "versions")).status_code == 401
    assert scene.client.get(f"{scene.url('fix', 'versions')}{2**70}/").status_code == 404
    assert scene.post("fix", "versions", {}).status_code == 405
