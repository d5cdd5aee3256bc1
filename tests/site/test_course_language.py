"""What a course says stands, in a page of another language, under an element that names the course's own."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from pydantic import BaseModel

from tests.site.addresses import ADDRESSES, arguments, named_routes
from tests.site.scene import Scene
from tutor.catalog.courses import course
from tutor.people.models import Classroom

ROUTES = dict(named_routes())
# Pages that show something of a course, by name and step; the others are asked too, where they answer with a page.
STEPS = [("step", step) for step in ("predict", "explain", "fix")]
PAGES = [*STEPS, *((name, ADDRESSES[name].step) for name in ADDRESSES if name not in ("step", "sign-out"))]
# Keys, paths and single words are nobody's language.
FEWEST_WORDS = 2
# Fields of a course that people read.
READ = {
    "title", "summary", "belief", "refutation", "prompt", "text", "question", "feedback", "hints", "sentence",
    "rubric", "purpose", "model_answer",
}  # fmt: skip
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "use"}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "step"), PAGES)
def test_what_a_course_says_is_marked(scene: Scene, classroom: Classroom, as_bob: Client, name: str, step: str) -> None:
    scene.predict()
    known = arguments(scene, classroom) | {"step_id": step}
    url = reverse(name, kwargs={key: known[key] for key in ROUTES[name].pattern.converters})
    texts = set(pieces_of(course(classroom.course_id)))
    for client in (scene.client, as_bob):
        answer = client.get(url, headers={"accept-language": "de"})
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            assert unmarked(answer.text, texts) == []


def test_a_text_without_a_mark_is_found() -> None:
    page = '<html lang="de"><h1 lang="en">Read the code<br></h1><p>1.2 Read the code</p></html>'
    assert unmarked(page, {"Read the code"}) == ["p: 1.2 Read the code"]


def test_a_course_has_texts_to_look_for(classroom_course: set[str]) -> None:
    assert "Predict and explain" in classroom_course
    assert len(classroom_course) > 50


@pytest.fixture
def classroom_course() -> set[str]:
    return set(pieces_of(course("async-sqlalchemy")))


def pieces_of(model: object, field: str = "") -> Iterator[str]:
    """Yield what stands between code in every text of a course, where it has some words."""
    if isinstance(model, BaseModel):
        for name in type(model).model_fields:
            yield from pieces_of(getattr(model, name), name)
    elif isinstance(model, dict | list | tuple):
        for each in model.values() if isinstance(model, dict) else model:
            yield from pieces_of(each, field)
    elif isinstance(model, str) and field in READ:
        for piece in model.replace("\n", "`").split("`"):
            if len(piece.split()) >= FEWEST_WORDS and piece[0].isalpha():
                yield piece.strip()


def unmarked(page: str, texts: set[str]) -> list[str]:
    reader = Reader(texts)
    reader.feed(page)
    return reader.found


class Reader(HTMLParser):
    """Collects the texts of a course that stand under another language than English."""

    def __init__(self, texts: set[str]) -> None:
        super().__init__()
        self.texts = texts
        self.found: list[str] = []
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inherited = self.open[-1][1] if self.open else ""
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang") or inherited))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        tag, language = self.open[-1] if self.open else ("", "")
        if (
            language != "en"
            and tag not in ("title", "script", "style", "template", "code")
            and any(each in text for each in self.texts)
        ):
            self.found.append(f"{tag}: {text}")
