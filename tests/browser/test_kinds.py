"""Somebody walks one step of every kind to its verdict, and sees what is kept of it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Locator, Page, expect

from exercises.reader import load_course
from exercises.steps import Step
from tests.browser.people import Instructor, Student

COURSE = Path(__file__).parents[1] / "courses" / "kinds"
SOLUTIONS = COURSE / "1-notes" / "solution"
# Each test has several runs and looks at every page in both themes.
pytestmark = [pytest.mark.timeout(300)]

Axe = Callable[[Page], None]


@pytest.fixture
def ada(context: Callable[..., object], instructor: Instructor) -> Student:
    """Ada, in a class of the course that has a step of every kind."""
    page = instructor.page
    page.goto("/classes/new/")
    page.get_by_label("Name").fill("Every kind")
    page.get_by_label("Course").select_option("kinds")
    page.get_by_role("button", name="Make it").click()
    page.wait_for_url(re.compile("/dashboard/"))
    found = re.search(r"\b[A-HJ-NP-Z2-9]{7}\b", page.locator("[data-join-code], .join-code, main").first.inner_text())
    assert found
    return Student(context().new_page()).join(found[0], "Ada")  # type: ignore[attr-defined]


def test_there_is_a_step_of_every_kind_and_each_is_walked_here() -> None:
    steps = load_course(COURSE).exercise("1").steps
    kinds = [get_args(each.model_fields["kind"].annotation) for each in get_args(get_args(Step)[0])]
    assert {step.kind for step in steps} == {kind for some in kinds for kind in some}
    assert [step.id for step in steps if f'"1/{step.id}"' not in Path(__file__).read_text()] == []


def at(ada: Student, step: str) -> Page:
    ada.page.goto(f"{ada.home}{step}/")
    expect(ada.page.get_by_role("heading", level=1)).to_be_visible()
    return ada.page


def believe(ada: Student, step: str, answers: dict[str, str]) -> None:
    page = at(ada, step)
    for statement, choice in answers.items():
        page.locator(f"input[name={statement}-choice][value={choice}]").check(force=True)
        page.locator(f"input[name={statement}-confidence][value=sure]").check(force=True)
    page.get_by_role("button", name="Commit answers").click()
    expect(page.get_by_text("Committed")).to_be_visible()


def sure_of_all(page: Page) -> None:
    for each in page.locator("input[name$=-confidence][value=sure]").all():
        each.check(force=True)


def thing(page: Page, name: str) -> Locator:
    return page.locator(f"[data-item={name}] [data-action=place]")


def order_on_the_page(page: Page) -> list[str | None]:
    return [each.get_attribute("data-item") for each in page.locator("[data-pile=order] [data-item]").all()]


def test_beliefs_predictions_and_what_is_kept(ada: Student, axe: Axe) -> None:
    believe(ada, "1/survey", {"flush": "agree", "order": "agree", "rollback": "agree"})
    axe(ada.page)

    page = at(ada, "1/predict")
    axe(page)
    page.locator("#typed-A").fill("many")
    page.get_by_role("button", name="Commit prediction").click(force=True)
    expect(page.get_by_text("This takes a whole number, such as 3.")).to_be_visible()
    page.locator("#typed-A").fill("1")
    page.locator("#typed-B").fill("lookuperror")
    page.locator("input[name=D-choice][value=yes]").check()
    for name in ("begin", "flushed", "insert"):
        thing(page, name).click()
    thing(page, "commit").focus()
    page.keyboard.press("Enter")
    thing(page, "rollback").press("Delete")
    thing(page, "insert").press("ArrowUp")
    assert order_on_the_page(page) == ["begin", "insert", "flushed", "commit"]
    drag(page, "begin", onto="commit")
    assert order_on_the_page(page) == ["insert", "flushed", "commit", "begin"]
    page.reload()
    assert order_on_the_page(page) == ["insert", "flushed", "commit", "begin"], "what is not committed is kept"
    page.locator("[data-item=begin] [data-action=up]").click()
    sure_of_all(page)
    axe(page)
    page.get_by_role("button", name="Commit prediction").click()
    ada.run()
    ada.sees_verdict("2 of 4")
    axe(page)
    assert "never happened" in ada.card("C")
    assert "you left it out" in ada.card("C")
    assert "It is LookupError." in ada.card("B")
    assert "The belief behind it" in ada.card("A")

    page = at(ada, "1/explain")
    page.locator("#text").fill("The rollback took it back.")
    page.get_by_role("button", name="Commit explanation").click()
    page.get_by_label("You say what a rollback takes back.").check()
    expect(page.locator("[data-rubric-state]")).to_have_text("saved")
    axe(page)
    page.reload()
    expect(page.get_by_label("You say what a rollback takes back.")).to_be_checked()

    believe(ada, "2/survey", {"flush": "disagree", "order": "agree", "rollback": "agree"})
    expect(ada.page.get_by_text("you changed your mind")).to_be_visible()
    axe(ada.page)
    page = at(ada, "collisions")
    expect(page.get_by_text("would not catch you again")).to_be_visible()
    axe(page)
    page = at(ada, "summary")
    expect(page.get_by_text("The rollback took it back.", exact=True)).to_be_visible()
    axe(page)


def test_two_programs_beside_each_other_and_a_measurement(ada: Student, axe: Axe) -> None:
    page = at(ada, "1/contrast")
    axe(page)
    page.locator("#typed-A").fill("5")
    page.locator("#typed-B").fill("5")
    sure_of_all(page)
    page.get_by_role("button", name="Commit prediction").click()
    ada.run("Run both")
    ada.sees_verdict("1 of 2")
    expect(page.locator("[data-output-of=one]")).to_contain_text("flushed 4")
    expect(page.get_by_role("row", name="statements")).to_have_text(re.compile("statements5.*1"))
    axe(page)
    page.get_by_role("tab", name="Time line").click()
    expect(page.get_by_role("tabpanel", name="Time line")).to_contain_text("COMMIT")
    axe(page)
    page.get_by_role("tab", name="Queries").click()
    page.get_by_role("radio", name="All at once").check(force=True)
    axe(page)

    page = at(ada, "1/lab")
    axe(page)
    ada.run("Measure")
    ada.sees_verdict("4 requests")
    page.get_by_label("Requests at once").press("ArrowRight")
    expect(page.get_by_label("Requests at once")).to_have_attribute("aria-valuetext", "12")
    page.get_by_label("The wait is").select_option("blocking")
    ada.run("Measure")
    ada.sees_verdict("12 requests")
    expect(page.locator("figure.measurement")).to_have_count(2)
    axe(page)
    page.reload()
    expect(page.get_by_label("The wait is")).to_have_value("blocking")
    expect(page.get_by_role("button", name=re.compile("Compare"))).to_have_count(2)


def test_files_that_are_checked_and_a_test_that_is_tried(ada: Student, axe: Axe) -> None:
    page = at(ada, "1/fix")
    expect(page.get_by_text("1 more check comes with the run.")).to_be_visible()
    page.get_by_role("tab", name="notes.py").click()
    ada.write((SOLUTIONS / "fix" / "notes.py").read_text())
    ada.run("Check")
    ada.sees_verdict("All 3")
    axe(page)

    page = at(ada, "1/instrument")
    ada.run("Check")
    ada.sees_verdict("1 of 2")
    ada.write((SOLUTIONS / "instrument" / "main.py").read_text())
    ada.run("Check")
    ada.sees_verdict("All 2")
    expect(page.locator("[data-output]")).to_contain_text("new: 1")
    axe(page)

    page = at(ada, "1/build")
    ada.run("Check")
    ada.sees_verdict("2 of 3")
    failed = page.locator("[data-check=lists]")
    expect(failed).to_contain_text("two notes were written, the answer has []")
    failed.get_by_role("button", name=re.compile("1 query")).click()
    expect(page.get_by_role("tabpanel", name="Queries")).to_contain_text("FROM notes")
    axe(page)
    ada.write((SOLUTIONS / "build" / "routes.py").read_text())
    ada.run("Check")
    ada.sees_verdict("All 3")

    page = at(ada, "1/test")
    assert "newest note" not in page.content(), "which bugs are planted is told with the run"
    ada.run("Check")
    ada.sees_verdict("3 of 7")
    expect(page.locator("[data-trials] [data-check=original]")).to_contain_text("the bug goes unnoticed")
    ada.write((SOLUTIONS / "test" / "test_notes.py").read_text())
    ada.run("Check")
    ada.sees_verdict("6 of 7")
    expect(page.locator("[data-trial-summary]")).to_have_text("Your test notices 2 of 3 planted bugs.")
    expect(page.locator("[data-trials] [data-check=slow]")).to_contain_text("slipped through")
    axe(page)


def drag(page: Page, item: str, onto: str) -> None:
    page.locator(f"[data-item={item}]").scroll_into_view_if_needed()
    grip = page.locator(f"[data-item={item}] [data-grip]").bounding_box()
    target = page.locator(f"[data-item={onto}]").bounding_box()
    assert grip
    assert target
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, target["y"] + target["height"] - 2, steps=8)
    page.mouse.up()
