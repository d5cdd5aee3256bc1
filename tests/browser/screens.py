"""Takes the pictures of every screen: `python -m tests.browser.screens FOLDER`, three widths, light and dark.

One of them is the README's. It starts an installation of its own in a temporary folder.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.people import Instructor, Student
from tests.running import Server
from tutor.embedded.browser import provide_chromium

ROOM = {
    "dashboard": "",
    "votes": "votes/",
    "wall": "votes/1.2/predict/",
    "review": "review/",
    "questions": "questions/",
    "questions-exercise": "questions/1.2/",
    "regrade": "questions/1.2/regrade/",
    "people": "people/",
    "roster": "people/roster/",
    "schedule": "schedule/",
    "export": "export/",
    "belief": "beliefs/M1/",
    "attempt": "",
}
WIDTHS = {"wide": (1600, 1000), "middle": (1024, 768), "narrow": (390, 844)}
SCHEMES = ("light", "dark")


def main(folder: Path) -> None:
    """Play a short lesson and take pictures along the way."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        server = Server(Path(temporary, "data")).start()
        try:
            browser = playwright.chromium.launch(executable_path=provide_chromium(print), args=["--no-sandbox"])
            _lesson(browser, server, folder)
            browser.close()
        finally:
            server.stop()


def _lesson(browser: Browser, server: Server, folder: Path) -> None:
    def page() -> Page:
        opened = browser.new_context(base_url=server.url, reduced_motion="reduce").new_page()
        opened.set_viewport_size({"width": 1600, "height": 1000})
        return opened

    bob = Instructor(page()).sign_in(server.password)
    anna = page()
    anna.goto("/join/")
    _take(anna, folder, "join")
    for name, answers in (
        ("Ben", {"A": "prints", "B": "raises", "C": "detached"}),
        ("Chloé", {"A": "prints", "B": "prints", "C": "raises"}),
        ("Dilan", {"A": "prints", "B": "prints", "C": "prints"}),
    ):
        other = Student(page()).join(server.join_code, name).open("predict").predict(answers, "think").run()
        other.sees_verdict("of 3")
    ada = Student(anna).join(server.join_code, "Ada")
    _take(anna, folder, "course")
    ada.open("predict")
    _take(anna, folder, "predict")
    ada.predict().run().sees_verdict("2 of 3")
    _take(anna, folder, "collision")
    anna.get_by_role("tab", name="Queries").click()
    _take(anna, folder, "queries")
    ada.open("explain")
    _take(anna, folder, "explain")
    anna.get_by_label("The commit expired the relationship").check()
    anna.get_by_label("In your own words").fill("The commit throws away what was loaded.")
    anna.get_by_role("button", name="Commit explanation").click()
    anna.get_by_text("The commit did nothing here").wait_for()
    _take(anna, folder, "explained")
    ada.open("fix").run("Check").sees_verdict("of 5")
    _take(anna, folder, "fix")
    room = bob.page.url
    for name, path in ROOM.items():
        bob.page.goto(f"{room}{path}")
        if name == "attempt":
            bob.page.get_by_role("rowheader", name="Ada").get_by_role("link").click()
        _take(bob.page, folder, name)
    anna.goto("/nowhere/")
    _take(anna, folder, "not-found")


def _take(page: Page, folder: Path, name: str) -> None:
    for size, (width, height) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.screenshot(path=folder / f"{name}-{size}-{scheme}.png")
    page.set_viewport_size({"width": 1600, "height": 1000})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
