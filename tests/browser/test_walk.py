"""The main job: a student predicts, runs, collides, explains and fixes, while an instructor watches."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from exercises.reader import load_course
from tests.browser.people import Instructor, Student
from tutor.embedded.home import BASE

EXERCISE = load_course(BASE / "exercises" / "async-sqlalchemy").exercise("1.2")
SOLUTION = (EXERCISE.folder / "solution" / "main.py").read_text()


def test_the_walk(student: Callable[..., Student], instructor: Instructor, axe: Callable[[Page], None]) -> None:
    expect(instructor.page.locator("[data-link-state]")).to_have_text("live")
    axe(instructor.page)

    ada = student("Ada")
    axe(ada.page)
    row = instructor.page.get_by_role("row", name="Ada")
    expect(row).to_be_visible()

    ada.open("predict")
    assert "never was" not in ada.page.content(), "nothing about the answer is in the page before the prediction"
    axe(ada.page)
    ada.predict()
    axe(ada.page)
    ada.run()
    ada.sees_verdict("2 of 3")
    ada.sees_output("MissingGreenlet")
    assert "match" in ada.card("A")
    collision = ada.card("C")
    for words in ("collision", "You said", "Shopping", "sure", "MissingGreenlet", "main.py:32", "never was"):
        assert words in collision
    ada.page.get_by_role("tab", name="Queries").click()
    expect(ada.page.get_by_role("tabpanel", name="Queries")).to_contain_text("FROM tasks")
    axe(ada.page)
    expect(row).to_contain_text("collision")
    expect(instructor.page.locator("#distribution-title")).to_be_visible()

    ada.page.get_by_role("link", name="Next: Predict: what is in memory").first.click()
    expect(ada.page.get_by_text("be it a proxy or None")).to_be_visible()
    axe(ada.page)

    ada.open("explain")
    ada.page.get_by_label("The category was never loaded").check()
    ada.page.get_by_label("In your own words").fill("It was never loaded, and <b>lazy loading</b> cannot await.")
    axe(ada.page)
    ada.page.get_by_role("button", name="Commit explanation").click()
    expect(ada.page.get_by_text("The flag decides what a commit throws away")).to_be_visible()
    expect(ada.page.get_by_text("There is no key category in it")).to_be_visible()
    expect(ada.page.get_by_text("<b>lazy loading</b>")).to_be_visible()
    axe(ada.page)

    ada.open("fix")
    compare = ada.page.get_by_role("link", name="Compare with the author's solution")
    ada.run("Check")
    ada.sees_verdict("2 of 5")
    expect(compare).to_have_count(0)
    expect(ada.page.get_by_text("or after 4 more tries with other code")).to_be_visible()
    ada.write(SOLUTION)
    axe(ada.page)
    ada.run("Check")
    ada.sees_verdict("All 5")
    expect(compare).to_be_visible()
    expect(ada.page.locator("[data-check=prints-category]")).to_contain_text("passed")
    axe(ada.page)
    expect(row).to_contain_text("passed")
    axe(instructor.page)


def test_an_instructor_sees_who_expects_what(student: Callable[..., Student], instructor: Instructor) -> None:
    student("Ben").open("predict").predict({"A": "raises", "B": "never", "C": "detached"}, "guess")
    answers = instructor.page.get_by_role("main")
    expect(answers).to_contain_text("It is never reached.")
    expect(instructor.page.get_by_role("row", name="Ben")).to_contain_text("in progress")
