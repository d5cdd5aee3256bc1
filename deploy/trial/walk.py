"""Exercise 1.2 in a browser: predict, run, collide."""

from playwright.sync_api import sync_playwright

from deploy.trial.podman import TrialError
from tests.browser.people import Student

# Chromium's own sandbox needs a privilege that containers rarely have; the pages are ours.
ARGUMENTS = ["--no-sandbox"]


def walk(url: str, join_code: str, chromium: str) -> None:
    """Join as a student, and see a wrong prediction meet reality; raises :class:`TrialError`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        try:
            student = Student(browser.new_page(base_url=url)).join(join_code, "Ada").open("predict").predict().run()
            student.sees_verdict("2 of 3")
            student.sees_output("MissingGreenlet")
            if "collision" not in student.card("C"):
                raise TrialError(f"the browser shows no collision: {student.card('C')}")
        except AssertionError as error:
            raise TrialError(f"the browser does not show what it should:\n{error}") from error
        finally:
            browser.close()
