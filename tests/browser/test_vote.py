"""A vote on the wall: a student answers, the numbers move by themselves, and then it runs for real."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.people import Instructor, Student


def test_vote_discuss_vote_again_and_run(
    student: Callable[..., Student], instructor: Instructor, axe: Callable[[Page], None]
) -> None:
    wall = instructor.page
    wall.goto(f"{wall.url}votes/1.2/predict/")
    wall.get_by_role("button", name="Open the vote").click()
    voted = wall.locator("[data-voted]")
    before = int(voted.inner_text())
    ada = student("Vera").open("predict")
    ada.page.get_by_role("link", name="Your class votes now").click()
    axe(ada.page)
    vote(ada.page, "prints")
    expect(voted).to_have_text(str(before + 1))
    wall.get_by_role("button", name="Show the answers").click()
    axe(wall)
    expect(ada.page.get_by_role("status").first).to_contain_text("talk with your neighbour")
    wall.get_by_role("button", name="Vote again").click()
    expect(ada.page.get_by_role("heading", name="Vote again")).to_be_visible()
    vote(ada.page, "raises", "prints")
    expect(voted).to_have_text("1")
    wall.get_by_role("button", name="Show both").click()
    axe(wall)
    numbers = wall.context.new_page()
    numbers.goto(wall.url.replace("votes/1.2/predict", "questions/1.2"))
    expect(numbers.locator(".flow-band").first).to_be_visible()
    axe(numbers)
    wall.get_by_role("button", name="Run it").click()
    wall.wait_for_url(re.compile(r"/classes/\d+/1\.2/predict/$"))
    wall.get_by_role("button", name="Run it").click()
    expect(wall.locator("[data-verdict-words]")).to_contain_text("of 3", timeout=60_000)


def test_every_file_of_a_step_is_on_the_wall(instructor: Instructor, axe: Callable[[Page], None]) -> None:
    wall = instructor.page
    wall.goto(f"{wall.url}votes/2.1/one-404/")
    files = wall.get_by_role("tab")
    expect(files).to_have_text(["database.py", "routes.py", "models.py", "main.py"])
    wall.get_by_role("tab", name="database.py").press("ArrowRight")
    expect(wall.get_by_role("tabpanel", name="routes.py")).to_contain_text("HTTPException")
    axe(wall)
    wall.get_by_role("button", name="Open the vote").click()
    expect(wall.get_by_role("heading", name="Vote now")).to_be_visible()
    expect(wall.get_by_role("tabpanel")).to_have_accessible_name("routes.py")
    wall.get_by_role("button", name="End the vote").click()


def vote(page: Page, last: str, others: str = "prints") -> None:
    for question, choice in {"A": others, "B": others, "C": last}.items():
        page.locator(f"input[name={question}-choice][value={choice}]").check()
        page.locator(f"input[name={question}-confidence][value=sure]").check(force=True)
    page.get_by_role("button", name="Vote", exact=True).click()
    expect(page.get_by_role("heading", name="Your answer is in")).to_be_visible()
