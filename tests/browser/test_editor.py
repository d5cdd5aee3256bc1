"""The editor helps: names, marks of syntax errors, a history, and code in the size one can read."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.people import Student


def saved(page: Page) -> None:
    expect(page.locator("[data-draft-state]")).to_have_text("saved")


def test_an_earlier_text_comes_back(student: Callable[..., Student], axe: Callable[[Page], None]) -> None:
    page = student().open("fix").page
    ada = Student(page)
    starter = ada.code
    ada.write("print('first')")
    saved(page)
    ada.run("Check")
    ada.sees_output("first")
    page.get_by_role("button", name="History").click()
    dialog = page.get_by_role("dialog", name="History of main.py")
    expect(dialog).to_contain_text("This is what you have now.")
    expect(dialog.get_by_role("button", name="Bring it back")).to_be_disabled()
    dialog.get_by_label("the starter").check()
    expect(dialog.locator(".cm-deletedChunk")).to_contain_text("print('first')")
    axe(page)
    dialog.get_by_role("button", name="Bring it back").click()
    expect(dialog).to_be_hidden()
    # The editor draws what can be seen of a file.
    assert ada.code[:200] == starter[:200]
    saved(page)
    page.locator(".cm-content").first.click()
    page.keyboard.press("Control+Z")
    assert ada.code == "print('first')"


def test_of_two_tabs_the_text_that_gives_way_stays_in_the_history(
    student: Callable[..., Student], axe: Callable[[Page], None]
) -> None:
    ada = student().open("fix")
    other = Student(ada.page.context.new_page(), ada.home).open("fix")
    other.write("print('other')")
    saved(other.page)
    ada.page.set_viewport_size({"width": 390, "height": 844})
    ada.write("print('mine')")
    newer = ada.page.get_by_role("button", name="Take the newer one")
    expect(newer).to_be_in_viewport(ratio=1)
    ada.page.get_by_text("Show the newer version").click()
    axe(ada.page)
    newer.click()
    saved(ada.page)
    assert ada.code == "print('other')"
    ada.page.get_by_role("button", name="History").click()
    dialog = ada.page.get_by_role("dialog", name="History of main.py")
    dialog.get_by_role("radio").nth(1).check()
    dialog.get_by_role("button", name="Bring it back").click()
    assert ada.code == "print('mine')"


def test_names_are_offered_and_mistakes_are_marked(
    student: Callable[..., Student], axe: Callable[[Page], None]
) -> None:
    page = student().open("fix").page
    ada = Student(page)
    ada.write("")
    page.keyboard.type("async_sess")
    offered = page.get_by_role("listbox")
    expect(offered).to_contain_text("async_sessionmaker")
    axe(page)
    page.keyboard.press("Escape")
    ada.write("print('no end'")
    expect(page.locator(".cm-lint-marker-error")).to_be_visible()
    axe(page)


def test_one_mistake_that_fails_every_check_is_told_once(student: Callable[..., Student]) -> None:
    ada = student()
    ada.page.goto(f"{ada.home}2.1/fix/")
    ada.write("print('no end'\n").run("Check").sees_verdict("Not yet")
    told = ada.page.locator(".check-message")
    expect(told.first).to_contain_text("SyntaxError")
    expect(told.nth(1)).to_have_text("For the same reason.")


def test_typing_over_several_lines_replaces_them(student: Callable[..., Student]) -> None:
    ada = student().open("fix").write("first = 1\nsecond = 2\n")
    ada.page.keyboard.press("Control+A")
    ada.page.keyboard.type("(")
    assert ada.code == "(first = 1\nsecond = 2\n)", "brackets go around what is selected"
    ada.page.keyboard.press("Control+A")
    ada.page.keyboard.type("x = 3")
    assert ada.code == "x = 3"
    for _ in range(2):
        ada.page.keyboard.press("Control+Z")
    assert "second = 2" in ada.code


def test_the_size_of_code_is_kept(student: Callable[..., Student]) -> None:
    page = student().open("fix").page

    def size() -> str:
        return str(page.locator(".cm-editor").first.evaluate("editor => getComputedStyle(editor).fontSize"))

    before = size()
    page.get_by_role("button", name="Larger code").click()
    larger = size()
    assert larger != before
    page.reload()
    assert size() == larger
    for _ in range(2):
        page.get_by_role("button", name="Smaller code").click()
    expect(page.get_by_role("button", name="Smaller code")).to_have_attribute("aria-disabled", "true")
