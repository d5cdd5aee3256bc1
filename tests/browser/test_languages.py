"""A lesson in German, and in high contrast; long words and strong lines must fit."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import Instructor
from tests.running import Server

# What sticks out at the right, once fonts are there and the new width is drawn.
OVERHANG = """document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() =>
    document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("main *, header *")]
        .filter((each) => each.getBoundingClientRect().right > innerWidth).map((each) => each.outerHTML.slice(0, 120)))"""
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def choose(page: Page, menu: str, choice: str) -> None:
    page.get_by_text(menu, exact=True).click()
    page.get_by_role("button", name=choice, exact=True).click()


def fits(page: Page) -> None:
    page.set_viewport_size(NARROW)
    assert page.evaluate(OVERHANG) == [], page.url
    page.set_viewport_size(WIDE)


@pytest.mark.timeout(240)
def test_a_german_reader_predicts(
    context: Callable[..., BrowserContext], server: Server, axe: Callable[[Page], None]
) -> None:
    page = context(locale="de-DE").new_page()
    page.goto("/join/")
    fits(page)
    axe(page)
    page.get_by_label("Klassencode").fill(server.join_code)
    page.get_by_label("Dein Name").fill("Änne")
    page.get_by_label("Ein Passwort").fill("correct horse")
    page.get_by_role("button", name="Beitreten").click()
    expect(page.get_by_role("link", name="Deine Kollisionen")).to_be_visible()
    fits(page)
    axe(page)
    home = page.url
    page.goto(f"{home}1.2/predict/")
    assert page.locator("html").get_attribute("lang") == "de"
    expect(page.locator("h1")).to_have_attribute("lang", "en")
    for question in "ABC":
        page.locator(f"input[name={question}-choice][value=prints]").check()
        page.locator(f"input[name={question}-confidence][value=sure]").check(force=True)
    page.get_by_role("button", name="Vorhersage abgeben").click()
    fits(page)
    page.get_by_role("button", name="Ausführen", exact=True).click()
    expect(page.locator("[data-verdict-words]")).to_contain_text("2 von 3 Vorhersagen trafen zu", timeout=30_000)
    expect(page.locator("[data-observation=C]")).to_contain_text("Wirklichkeit")
    fits(page)
    axe(page)
    choose(page, "Anzeige", "hoher Kontrast")
    for step in ("predict", "fix", ""):
        page.goto(f"{home}1.2/{step}/" if step else home)
        axe(page)
        contrast(page)


def test_high_contrast_comes_and_goes_with_the_systems_wish(instructor: Instructor) -> None:
    page = instructor.page
    page.emulate_media(contrast="more")
    expect(page.locator("html")).to_have_attribute("data-theme", "contrast")
    page.emulate_media(contrast="no-preference")
    expect(page.locator("html")).not_to_have_attribute("data-theme", "contrast")


@pytest.mark.timeout(240)
def test_an_instructor_chooses_german_and_high_contrast(instructor: Instructor, axe: Callable[[Page], None]) -> None:
    page = instructor.page
    choose(page, "display", "Deutsch")
    expect(page.get_by_role("heading", name="Wo alle sind")).to_be_visible()
    choose(page, "Anzeige", "hoher Kontrast")
    assert page.locator("html").get_attribute("data-theme") == "contrast"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "contrast"
    here = page.url
    for place in page.locator(".room-nav a").evaluate_all("links => links.map(link => link.href)"):
        page.goto(place)
        fits(page)
    page.goto(here)
    axe(page)
    contrast(page)


def contrast(page: Page) -> None:
    """Of every text on a page that axe has looked at already: 7:1, as its stricter rule measures it."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        told = page.evaluate("axe.run({ runOnly: ['color-contrast-enhanced'] }).then(found => found.violations)")
        assert [(node["html"][:200]) for each in told for node in each["nodes"]] == [], f"{page.url} ({scheme})"
