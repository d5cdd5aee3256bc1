"""Coming in through a provider in a real browser, whose rules about forms and redirects are the hard part."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import openid_provider
from tests.browser.people import PASSWORD, Student
from tests.running import Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A site whose people may come in through a provider."""
    with openid_provider.serving(openid_provider.listen()) as provider:
        started = Server(tmp_path / "data", openid_provider.site_settings(provider.issuer)).start()
        yield started
        started.stop()


def choose(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name="Who are you?")).to_be_visible()
    page.get_by_role("link", name=name).click()


def test_joining_coming_back_and_connecting(
    context: Callable[..., BrowserContext], server: Server, axe: Callable[[Page], None]
) -> None:
    dora = context().new_page()
    dora.goto(f"/join/{server.join_code}/")
    axe(dora)
    dora.get_by_role("button", name="Continue with Northfield School").click()
    choose(dora, "Dora North")
    expect(dora.get_by_text("says that you are Dora North")).to_be_visible()
    axe(dora)
    dora.get_by_role("button", name="Join").click()
    expect(dora.get_by_role("heading", level=1)).to_contain_text("Async SQLAlchemy")
    dora.get_by_text("Dora North").click()
    expect(dora.get_by_role("link", name="Change password")).to_have_count(0)

    again = context().new_page()
    again.goto("/sign-in/")
    again.get_by_role("button", name="Continue with Northfield School").click()
    choose(again, "Dora North")
    expect(again).to_have_url(dora.url)

    eve = Student(context().new_page()).join(server.join_code, "Eve").page
    eve.get_by_text("Eve", exact=True).click()
    eve.get_by_role("link", name="Come in with Northfield School").click()
    axe(eve)
    eve.get_by_label("The password you have").fill(PASSWORD)
    eve.get_by_role("button", name="Connect").click()
    choose(eve, "Eve North")
    expect(eve.get_by_text("Connected: from now on")).to_be_visible()
    expect(eve.get_by_text("with the account of Eve North there")).to_be_visible()
    axe(eve)
