"""An instructor makes a class and fills it from a roster; a student comes in with a one-time link."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import Instructor

ROSTER = "First name;Last name\nAda;Lovelace\nGrace;Hopper\n"


def test_from_nothing_to_a_student_inside(
    instructor: Instructor, context: Callable[..., BrowserContext], axe: Callable[[Page], None]
) -> None:
    page = instructor.page
    page.goto("/classes/new/")
    axe(page)
    page.get_by_label("Name").fill("11c")
    page.get_by_role("button", name="Make it").click()
    page.get_by_role("link", name="People").click()
    axe(page)

    page.get_by_role("link", name="Paste a roster").click()
    page.get_by_label("Names").fill(ROSTER)
    page.get_by_role("button", name="Read it").click()
    axe(page)
    page.get_by_role("button", name="Add 2 students").click()
    axe(page)
    link = page.locator(".link-url").first.inner_text()

    ada = context().new_page()
    ada.goto(link)
    axe(ada)
    ada.get_by_label("A password").fill("open sesame")
    ada.get_by_role("button", name="Come in").click()
    ada.wait_for_url(re.compile(r"/classes/\d+/$"))

    page.get_by_role("link", name="People").click()
    row = page.get_by_role("row", name="Ada Lovelace")
    expect(row).to_contain_text("here now")
    row.locator("summary").click()
    axe(page)
    row.get_by_role("button", name="Reset the password").click()
    page.get_by_role("dialog").get_by_role("button", name="Reset the password").click()
    expect(page.get_by_role("status").first).to_contain_text("Ada Lovelace has no password now")
    ada.reload()
    assert ada.url.endswith(f"/join/?next={re.sub('^https?://[^/]+', '', page.url).split('dashboard')[0]}")
