"""A student raises a hand; the instructor sees it, comments on a line, and the comment appears at that line."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.people import Instructor, Student


def test_help_on_a_line(student: Callable[..., Student], instructor: Instructor, axe: Callable[[Page], None]) -> None:
    ada = student("Hella").open("fix").write("import asyncio\nprint('lost')\n")
    expect(ada.page.locator("[data-draft-state]")).to_have_text("saved")
    ada.page.get_by_role("button", name="Ask for help").click()
    axe(ada.page)
    ada.page.get_by_label("What did you try").fill("I printed it.")
    ada.page.get_by_role("button", name="Raise my hand").click()
    expect(ada.page.get_by_text("Your hand is up.")).to_be_visible()
    ada.page.set_viewport_size({"width": 720, "height": 900})
    ada.page.reload()
    expect(ada.page.get_by_text("Your hand is up.")).to_be_visible()
    expect(ada.page.locator(".rail [aria-current=step]")).to_be_in_viewport(ratio=1)
    axe(ada.page)
    ada.page.set_viewport_size({"width": 1600, "height": 1000})

    room = instructor.page
    row = room.get_by_role("row", name="Hella")
    row.get_by_role("link", name="asks for help: Hella").click()
    expect(room.get_by_text("I printed it.")).to_be_visible()
    axe(room)
    fix = room.locator("#step-fix")
    fix.locator(".moment[data-kind=draft]").get_by_role("button", name="Comment on line 2").click()
    expect(fix.get_by_label("on line", exact=True)).to_have_value("main.py:2")
    fix.get_by_label("Comment on Fix").fill("What does this line await?")
    fix.get_by_role("button", name="Comment", exact=True).click()
    expect(fix.locator(".moment[data-kind=comment]")).to_contain_text("What does this line await?")
    axe(room)

    expect(ada.page.locator(".cm-comment")).to_have_text("Teacher: What does this line await?")
    expect(ada.page.get_by_role("button", name="Ask for help")).to_be_visible()
    talk = ada.page.get_by_role("region", name="Comments")
    expect(talk).to_contain_text("print('lost')")
    axe(ada.page)
    talk.get_by_label("Your answer").fill("Nothing! Thank you.")
    talk.get_by_role("button", name="Send").click()
    expect(talk).to_contain_text("Nothing! Thank you.")
    room.reload()
    expect(fix).to_contain_text("Nothing! Thank you.")


def test_a_review_appears_without_a_reload(
    student: Callable[..., Student], instructor: Instructor, axe: Callable[[Page], None]
) -> None:
    rita = student("Rita").open("explain")
    rita.page.locator("input[name=choice]").first.check()
    rita.page.get_by_label("In your own words").fill("Nothing had loaded it.")
    rita.page.get_by_role("button", name="Commit explanation").click()
    expect(rita.page.get_by_role("heading", name="Your explanation")).to_be_visible()
    room = instructor.page
    room.goto(f"{room.url}review/")
    room.get_by_role("button", name="1.2 Explain").click()
    while "Rita" not in room.get_by_role("heading", level=1).inner_text():
        room.get_by_role("button", name="Save and read the next").click()
    axe(room)
    room.get_by_label("Words for the student").fill("Say who would have to await it.")
    room.get_by_role("button", name="Save and read the next").click()
    expect(rita.page.locator("[data-review]")).to_contain_text("Say who would have to await it.")
    axe(rita.page)
