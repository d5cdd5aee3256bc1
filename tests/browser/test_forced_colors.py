"""Where the system paints in few colours of its own, what is chosen still stands out."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

from tests.browser.people import Instructor, Student


def style(element: Locator, name: str) -> str:
    return str(element.evaluate("(element, name) => getComputedStyle(element)[name]", name))


def forced(page: Page) -> Page:
    page.emulate_media(forced_colors="active")
    return page


def test_the_page_that_one_is_on(instructor: Instructor) -> None:
    page = forced(instructor.page)
    here = page.locator(".room-nav a[aria-current]")
    others = page.locator(".room-nav a:not([aria-current])")
    shown = {style(other, "borderBottomColor") for other in others.all()}
    assert shown == {style(page.locator("body"), "backgroundColor")}
    assert style(here, "borderBottomColor") not in shown


def test_the_step_the_file_and_the_next_button(student: Callable[..., Student]) -> None:
    page = forced(student().open("fix").page)
    assert style(page.locator(".rail-step[aria-current]"), "outlineStyle") == "solid"
    main, models = page.get_by_role("tab", name="main.py"), page.get_by_role("tab", name="models.py")
    assert style(main, "borderBottomColor") != style(models, "borderBottomColor")
    check = page.get_by_role("button", name="Check", exact=True)
    assert style(check, "backgroundColor") not in (
        style(check, "color"),
        style(page.locator("body"), "backgroundColor"),
    )


def test_how_sure_one_is(student: Callable[..., Student]) -> None:
    page = forced(student().open("predict").page)
    page.locator("input[name=A-confidence][value=sure]").check(force=True)
    sure, guess = (page.locator(f"input[name=A-confidence][value={each}] + span") for each in ("sure", "guess"))
    assert style(sure, "backgroundColor") != style(guess, "backgroundColor")


def test_a_collision(student: Callable[..., Student], axe: Callable[[Page], None]) -> None:
    ada = student().open("predict").predict().run()
    ada.sees_verdict("2 of 3")
    page = forced(ada.page)
    met, missed = (page.locator(f"[data-observation={line}] .clash-side").last for line in "BC")
    assert (style(met, "borderTopStyle"), style(missed, "borderTopStyle")) == ("solid", "double")
    axe(page)
