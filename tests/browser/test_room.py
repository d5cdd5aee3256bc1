"""The pages of a class, looked at one after the other; and an exercise that is judged again by a real worker."""

import re
from collections.abc import Callable

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Instructor, Student
from tests.browser.widths import fits_all_widths
from tests.running import Server

PAGES = (
    *("", "votes/", "review/", "questions/", "questions/1.2/", "questions/1.2/regrade/", "people/", "people/roster/"),
    *("people/links/", "schedule/", "export/", "beliefs/M1/"),
)


@pytest.fixture
def worked(student: Callable[..., Student]) -> Student:
    """Somebody who predicted, ran, and tried to fix."""
    anna = student().open("predict").predict().run()
    anna.sees_verdict("2 of 3")
    anna.open("fix").run("Check").sees_verdict("of 5")
    return anna


def test_every_page_of_the_room(instructor: Instructor, worked: Student, axe: Callable[[Page], None]) -> None:
    page, room = instructor.page, instructor.page.url
    for path in PAGES:
        page.goto(f"{room}{path}")
        axe(page)
        fits_all_widths(page)


def test_a_table_laid_out_as_cards_is_still_one_for_those_who_hear_it(instructor: Instructor, worked: Student) -> None:
    page, room = instructor.page, instructor.page.url
    page.set_viewport_size({"width": 390, "height": 844})
    for path, column in (("people/", "state"), ("questions/", "right at first"), ("questions/1.2/", "at first")):
        page.goto(f"{room}{path}")
        table = page.locator("table[role=table]").first
        expect(table.locator("tbody [role=row]").first).to_have_css("display", "grid")
        expect(table.get_by_role("columnheader", name=column).first).to_be_attached()
        assert (
            table.evaluate("each => each.querySelectorAll('tr:not([role]), th:not([role]), td:not([role])').length")
            == 0
        )


def test_what_one_student_did_and_taking_them_out_and_back(
    instructor: Instructor, student: Callable[..., Student], axe: Callable[[Page], None]
) -> None:
    ines = student("Ines").open("fix").write("print('one')\n")
    expect(ines.page.locator("[data-draft-state]")).to_have_text("saved")
    page, room = instructor.page, instructor.page.url
    page.goto(f"{room}people/")
    page.get_by_role("link", name="Ines").click()
    page.locator(".moment[data-kind=typing] summary").click()
    expect(page.locator(".typed-versions")).to_contain_text("print('one')")
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{room}people/")
    page.get_by_role("row", name="Ines").locator("summary").click()
    page.get_by_role("button", name="Remove from the class").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove from the class").click()
    expect(page.get_by_role("row", name="Ines")).to_have_count(0)
    axe(page)
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("row", name="Ines")).to_be_visible()
    ines.open("fix")
    assert "print('one')" in ines.code


def test_judged_again_after_a_correction(
    instructor: Instructor, worked: Student, server: Server, axe: Callable[[Page], None]
) -> None:
    """As if a check had been wrong: the newest student's run had passed, and their prediction of C had matched."""
    theirs = "learner_id = (SELECT max(id) FROM people_user) AND step_id ="
    sql(
        server,
        f"UPDATE attempts_run SET exercise_hash = 'earlier', verdict = 'passed' WHERE {theirs} 'fix'",
        f"""UPDATE attempts_run SET exercise_hash = 'earlier', collisions = 0, observations =
            replace(observations::text, '"match": false', '"match": true')::jsonb WHERE {theirs} 'predict'""",
    )
    page = instructor.page
    page.goto(f"{page.url}questions/1.2/")
    page.get_by_role("link", name="Judge again").click()
    page.get_by_role("button", name="Judge again and show me").click()
    expect(page.get_by_role("heading", name="Would be lowered")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"verdict: passed\s+and now failed"))
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"C: match\s+and now collision"))
    axe(page)
    worked.open("fix")
    page.get_by_role("button", name="Apply everything").click()
    page.get_by_role("dialog").get_by_role("button", name="Apply everything").click()
    expect(page.get_by_role("status").first).to_contain_text("changed")
    expect(worked.page.locator("[data-comments]")).to_contain_text("it counts less now")
    axe(page)


def sql(server: Server, *statements: str) -> None:
    """Change what the running installation remembers."""
    url = server.service("uvicorn").environ()["CLASSROOM_DATABASE_URL"]
    with psycopg.connect(url) as connection:
        for statement in statements:
            connection.execute(statement)
