"""A running installation and a real browser; people are browser contexts of their own."""

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect, sync_playwright

from tests.browser.people import Instructor, Student
from tests.running import Server
from tutor.embedded.home import BASE

# Chromium's own sandbox needs a privilege that containers rarely have; the pages are ours.
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# For what a page does by itself or shows after a click, on a machine that has other work too.
PATIENCE_MS = 15_000
expect.set_options(PATIENCE_MS)
# What Chromium's console says of requests, not of pages.
NETWORK = ("Failed to load resource:", "WebSocket connection to")
_names = itertools.count(1)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("classroom")
    started = Server(folder / "data", {"CLASSROOM_COURSES": str(_both_courses(folder / "courses"))}).start()
    yield started
    started.stop()
    assert started.processes == []


def _both_courses(folder: Path) -> Path:
    """Put the course and the one of the tests, which has a step of every kind, into one folder."""
    folder.mkdir()
    (folder / "async-sqlalchemy").symlink_to(BASE / "exercises" / "async-sqlalchemy")
    (folder / "kinds").symlink_to(BASE / "tests" / "courses" / "kinds")
    return folder


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Closed with this package's last test: its event loop runs in this thread for as long as it is open."""
    with sync_playwright() as started:
        yield started


@pytest.fixture
def browser(playwright: Playwright) -> Iterator[Browser]:
    opened = playwright.chromium.launch(executable_path=os.environ["CLASSROOM_CHROMIUM"], args=ARGUMENTS)
    yield opened
    opened.close()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[Callable[..., BrowserContext]]:
    """Open browser contexts that fail the test on any error of scripts and policies, and on any request to another host."""
    opened: list[BrowserContext] = []
    faults: list[str] = []
    # A provider of OpenID Connect is the one other host that may be asked, where the site has one.
    hosts = (server.url, "data:", server.settings.get("CLASSROOM_OIDC_ISSUER", server.url))

    def open_context(**options: object) -> BrowserContext:
        made = browser.new_context(**{"base_url": server.url, "viewport": {"width": 1440, "height": 900}, **options})
        made.set_default_timeout(PATIENCE_MS)
        made.on("weberror", lambda error: faults.append(str(error.error)))
        made.on("console", lambda message: _is_a_fault(message) and faults.append(f"{message.text} {message.location}"))
        made.on("request", lambda request: request.url.startswith(hosts) or faults.append(request.url))
        opened.append(made)
        return made

    yield open_context
    for made in opened:
        made.close()
    assert faults == []


def _is_a_fault(message: ConsoleMessage) -> bool:
    """A script or a policy that fails is one; an answer that refuses, or a network that is away, is what tests do."""
    return message.type == "error" and not message.text.startswith(NETWORK)


@pytest.fixture
def student(context: Callable[..., BrowserContext], server: Server) -> Callable[..., Student]:
    """Let a new student join; each call is another person on another machine."""

    def join(name: str | None = None, **options: object) -> Student:
        page = context(**options).new_page()
        return Student(page).join(server.join_code, name or f"Student {next(_names)}")

    return join


@pytest.fixture
def instructor(context: Callable[..., BrowserContext], server: Server) -> Instructor:
    return Instructor(context().new_page()).sign_in(server.password)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Check a page against all of axe-core's rules, in both themes."""
    source = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text()

    def check(page: Page) -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(source)
            violations = page.evaluate("axe.run().then(found => found.violations)")
            told = [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in violations]
            assert told == [], f"{page.url} ({scheme})"

    return check
