"""What people do on the pages, in their words."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

PASSWORD = "correct horse"
ALL_PRINT = {"A": "prints", "B": "prints", "C": "prints"}


@dataclass
class Student:
    """Somebody who learns."""

    page: Page
    home: str = ""

    def join(self, code: str, name: str, password: str = PASSWORD) -> "Student":
        self.page.goto("/join/")
        self.page.get_by_label("Join code").fill(code)
        self.page.get_by_label("name", exact=False).first.fill(name)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("main").get_by_role("button").first.click()
        self.page.wait_for_url(re.compile(r"/classes/\d+/$"))
        self.home = self.page.url
        return self

    def open(self, step: str) -> "Student":
        self.page.goto(f"{self.home}1.2/{step}/")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        return self

    def predict(self, answers: dict[str, str] = ALL_PRINT, confidence: str = "sure") -> "Student":
        for question, choice in answers.items():
            self.page.locator(f"input[name={question}-choice][value={choice}]").check()
            self.page.locator(f"input[name={question}-confidence][value={confidence}]").check(force=True)
        self.page.get_by_role("button", name="Commit prediction").click()
        expect(self.page.get_by_role("button", name="Run it")).to_be_visible()
        return self

    def run(self, name: str = "Run it") -> "Student":
        self.page.get_by_role("button", name=name, exact=True).click()
        return self

    def write(self, code: str) -> "Student":
        """Replace the editor's text, as typing would."""
        self.page.locator(".cm-content[contenteditable=true]").first.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(code)
        return self

    @property
    def code(self) -> str:
        return "\n".join(self.page.locator(".cm-content").first.locator(".cm-line").all_text_contents())

    def sees_verdict(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.locator("[data-verdict-words]")).to_contain_text(words, timeout=30_000)

    def sees_output(self, words: str) -> None:
        expect(self.page.locator("[data-output-text]")).to_contain_text(words, timeout=30_000)

    def card(self, question: str) -> str:
        return self.page.locator(f"[data-observation={question}]").inner_text()


@dataclass
class Instructor:
    """Somebody who teaches."""

    page: Page

    def sign_in(self, password: str) -> "Instructor":
        self.page.goto("/sign-in/")
        self.page.get_by_label("name", exact=False).first.fill("teacher")
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("main").get_by_role("button").first.click()
        self.page.wait_for_url(re.compile("/classes/"))
        self.page.goto("/classes/")
        self.page.get_by_role("link", name="My first class").click()
        self.page.wait_for_url(re.compile("/dashboard/"))
        return self
