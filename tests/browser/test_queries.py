"""The log of queries, from the keyboard: a 400-statement N+1 is found, understood and mended."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import Student

PROGRAM = """import asyncio

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import selectinload

from models import Category, Task

engine = create_async_engine("postgresql+asyncpg://user:pass@localhost:5432/taskdb")
factory = async_sessionmaker(engine)
NUMBERS = range(1_000, 1_400)


async def demonstrate():
    async with factory() as session:
        await session.execute(insert(Category), [{"id": n, "name": f"category {n}"} for n in NUMBERS])
        await session.execute(insert(Task), [{"title": f"task {n}", "category_id": n} for n in NUMBERS])
        await session.commit()
    async with factory() as session:
        tasks = (await session.scalars(select(Task).where(Task.id > 1).order_by(Task.id))).all()
        print(await session.run_sync(names, tasks))


def names(session, tasks):
    return len([task.category.name for task in tasks])


if __name__ == "__main__":
    asyncio.run(demonstrate())
"""
FIXED = PROGRAM.replace("Task.id > 1)", "Task.id > 1).options(selectinload(Task.category))")
CULPRIT = "    return len([task.category.name for task in tasks])"


def test_an_n_plus_one_is_found_and_mended_from_the_keyboard(
    student: Callable[..., Student], axe: Callable[[Page], None]
) -> None:
    ada = student().open("fix").write(PROGRAM)
    ada.page.get_by_label("latency").select_option("1")
    ada.run("Check").sees_verdict("of 5")
    panel = _open(ada.page)
    expect(panel.locator("[data-insights]")).to_contain_text("sent the same SELECT 400 times")
    expect(panel.locator("[data-insights]")).to_contain_text(".options(selectinload(Task.category))")
    expect(panel.locator("[data-log-summary]")).to_contain_text("× 1 ms, added")
    for head in ("at", "took", "rows", "statement", "line"):
        expect(panel.get_by_role("columnheader", name=head, exact=True)).to_be_visible()
    axe(ada.page)

    fold = _walk_to(ada.page, "N+1")
    expect(fold).to_contain_text("400 ×")
    expect(fold).to_contain_text("SELECT … FROM categories")
    ada.page.keyboard.press("Enter")
    expect(_focused(ada.page)).to_have_attribute("aria-expanded", "true")
    ada.page.keyboard.press("ArrowDown")
    ada.page.keyboard.press("ArrowRight")
    details = panel.locator(".log-details")
    expect(details).to_contain_text("lazy load of Task.category")
    expect(details.get_by_role("list", name="Parameters")).to_contain_text("1000")
    axe(ada.page)
    ada.page.keyboard.press("g")
    expect(ada.page.locator(".cm-pointed")).to_have_text(CULPRIT)

    panel.focus()
    ada.page.keyboard.press("ArrowDown")
    ada.page.keyboard.press("ArrowLeft")
    expect(details).to_have_count(0)
    ada.page.keyboard.press("ArrowLeft")
    expect(_focused(ada.page)).to_contain_text("400 ×")
    ada.page.keyboard.press("End")
    expect(_focused(ada.page)).to_contain_text("ROLLBACK")
    assert panel.locator(".log-row").count() < 100, "rows that cannot be seen are not there"

    ada.page.keyboard.press("/")
    ada.page.keyboard.type("insert tasks")
    expect(panel.locator(".log-row")).to_have_count(1)
    expect(panel.locator("[data-log-summary]")).to_contain_text("400 of 1205")

    ada.write(FIXED).run("Check")
    # The remarks of the run before go when the new one starts.
    expect(panel.locator("[data-insights]")).to_be_hidden(timeout=60_000)
    ada.sees_verdict("of 5")
    panel = _open(ada.page)
    panel.get_by_label("Search").fill("")
    expect(panel.locator(".log-row").filter(has_text="selectin load of Task.category")).to_have_count(1)
    expect(panel.locator(".log-row").filter(has_text="SELECT")).to_have_count(2)
    expect(panel.locator("[data-insights]")).to_be_hidden()


def _open(page: Page) -> Locator:
    tab = page.get_by_role("tab", name="Queries")
    page.get_by_role("tab", selected=True).and_(page.locator(".evidence [role=tab]")).focus()
    while tab.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowLeft")
    return page.get_by_role("tabpanel", name="Queries")


def _walk_to(page: Page, words: str) -> Locator:
    page.get_by_role("tabpanel", name="Queries").focus()
    for _ in range(20):
        page.keyboard.press("ArrowDown")
        if words in _focused(page).inner_text():
            return _focused(page)
    raise AssertionError(f"no row says {words}")


def _focused(page: Page) -> Locator:
    return page.locator("*:focus")


def test_a_run_is_replayed_from_the_keyboard(student: Callable[..., Student], axe: Callable[[Page], None]) -> None:
    ada = student().open("fix").write(PROGRAM).run("Check")
    ada.sees_verdict("of 5")
    _open(ada.page).get_by_role("link", name="replay").press("Enter")
    expect(ada.page.get_by_role("heading", level=1)).to_contain_text("Replay")
    count = ada.page.locator("[data-query-count]")
    expect(count).to_have_text("1205")
    axe(ada.page)

    time = ada.page.get_by_role("slider", name="Time in the run")
    time.press("Home")
    expect(count).to_have_text("0")
    expect(ada.page.locator("[data-judged-count]")).to_have_text("")
    while "N+1" not in ada.page.locator("[data-queries]").inner_text():
        time.press("ArrowRight")
        assert time.get_attribute("aria-valuetext") != "", "a screen reader is told where it is"
        if int(count.inner_text()) < 806:
            time.evaluate("(range) => { range.value = range.max * 0.9; range.dispatchEvent(new Event('input')); }")
    expect(ada.page.locator(".cm-pointed")).to_have_text(CULPRIT)

    time.press("Home")
    ada.page.get_by_label("speed").select_option("5")
    ada.page.get_by_role("button", name="Play").press("Enter")
    expect(count).to_have_text("1205", timeout=20_000)
    expect(ada.page.locator("[data-judged-count]")).to_have_text("5")
    ada.page.get_by_role("tab", name="Output").click()
    ada.sees_output("400")


def test_a_number_leads_to_the_queries_that_were_counted(student: Callable[..., Student]) -> None:
    ada = student()
    ada.page.goto(f"{ada.home}2.2/count/")
    for question in ("ten", "500"):
        ada.page.locator(f"#typed-{question}").fill("2")
        ada.page.locator(f"input[name='{question}-confidence'][value=sure]").check(force=True)
    ada.page.get_by_role("button", name="Commit prediction").click()
    ada.run().sees_verdict("0 of 2")
    ada.page.locator("[data-observation='500']").get_by_role("button", name="401 queries").press("Enter")
    expect(_focused(ada.page)).to_contain_text("SELECT")
