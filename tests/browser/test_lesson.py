"""A whole lesson with real parts: thirty students, one instructor, and nothing of it is lost.

`./classroom test tests/browser/test_lesson.py --pictures FOLDER` keeps its pictures.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from exercises.reader import load_course
from tests.browser.lesson.album import Album
from tests.browser.lesson.archive import Database, exported, lost
from tests.browser.lesson.crowd import AGAIN, FIRST, Crowd, finished
from tests.browser.lesson.ledger import Ledger
from tests.browser.people import Instructor, Student
from tests.running import Server
from tutor.dashboard.export_tables import TABLES
from tutor.embedded.home import BASE

EXERCISE = load_course(BASE / "exercises" / "async-sqlalchemy").exercise("1.2")
STARTER = (EXERCISE.folder / "starter" / "main.py").read_text()
SOLUTION = (EXERCISE.folder / "solution" / "main.py").read_text()
JOINED = STARTER.replace("select(Task).where", "select(Task).join(Task.category).where")
CATEGORY_LINE = STARTER.splitlines().index("        category_name = task.category.name") + 1
# Those with a screen, and what kind of screen.
SCREENS: dict[str, dict[str, object]] = {
    "Ada": {"viewport": {"width": 1440, "height": 900}},
    "Ben": {"viewport": {"width": 1280, "height": 800}},
    "Chloé": {"viewport": {"width": 390, "height": 844}},
    "Deniz": {"viewport": {"width": 1280, "height": 800}},
    "Emeka": {"viewport": {"width": 1600, "height": 1000}, "color_scheme": "dark"},
}
SAY = {"Ada": "prints", "Ben": "prints", "Chloé": "raises", "Deniz": "prints", "Emeka": "none"}
pytestmark = [pytest.mark.timeout(300)]


class Lesson:
    """One class with everybody in it."""

    def __init__(self, server: Server, context: Callable[..., BrowserContext], room: Page, album: Album) -> None:
        self.server, self.context, self.room, self.album = server, context, room, album
        self.ledger = Ledger()
        self.crowd = Crowd(server.url, self.ledger)
        self.students: dict[str, Student] = {}

    def make_class(self) -> None:
        self.room.goto("/classes/new/")
        self.room.get_by_label("Name").fill("10b")
        self.room.get_by_label("Course").select_option("async-sqlalchemy")
        self.room.get_by_role("button", name="Make it").click()
        self.room.wait_for_url(re.compile("/dashboard/"))
        self.dashboard = self.room.url
        self.classroom = int(self.dashboard.split("/")[4])
        self.code = self.room.locator(".join-code").inner_text().split()[-1]
        expect(self.room.get_by_text("Nobody has joined yet.")).to_be_visible()
        expect(self.room.locator("[data-link-state]")).to_have_text("live")
        self.album.take(self.room, "An instructor has made a class")

    def everybody_joins(self) -> None:
        coming = self.crowd.join(self.code)
        for name, screen in SCREENS.items():
            opened = self.context(reduced_motion="reduce", **screen)
            self.ledger.watch(opened, name)
            page = opened.new_page()
            if name == "Chloé":
                page.goto(f"/join/{self.code}/")
                self.album.take(page, "A student joins on a phone")
            self.students[name] = Student(page).join(self.code, name)
        finished(coming)
        expect(self.room.locator("strong[data-here]")).to_have_text("30")
        expect(self.room.get_by_role("row", name="Emeka")).to_be_visible()
        self.album.take(self.room, "Thirty have joined")

    def vote(self) -> None:
        wall, ada = self.room, self.students["Ada"].page
        wall.get_by_role("link", name="Vote", exact=True).click()
        wall.locator("a[href$='/votes/1.2/predict/']").click()
        wall.get_by_role("button", name="Open the vote").click()
        voting = self.crowd.vote(FIRST)
        chloe = self.students["Chloé"].page
        chloe.goto(f"{self.students['Chloé'].home}vote/")
        self.album.take(chloe, "The phone asks what will happen")
        for name, student in self.students.items():
            ballot(student, SAY[name])
        finished(voting)
        expect(wall.locator("[data-voted]")).to_have_text("30")
        self.album.take(wall, "The wall while the class votes")
        wall.get_by_role("button", name="Show the answers").click()
        expect(wall.get_by_role("heading", name="Convince your neighbour")).to_be_visible()
        expect(ada.get_by_text("talk with your neighbour")).to_be_visible()
        self.album.take(wall, "Most of the class is wrong")
        self.album.take(chloe, "The phone says talk about it")
        wall.get_by_role("button", name="Vote again").click()
        voting = self.crowd.vote(AGAIN)
        for name, student in self.students.items():
            expect(student.page.get_by_role("heading", name="Vote again")).to_be_visible()
            ballot(student, "raises" if name == "Ben" else SAY[name])
        finished(voting)
        expect(wall.locator("[data-voted]")).to_have_text("30")
        wall.get_by_role("button", name="Show both").click()
        expect(wall.get_by_role("heading", name="Before and after")).to_be_visible()
        self.album.take(wall, "Before and after the talk")
        wall.get_by_role("button", name="Run it").click()
        wall.wait_for_url(re.compile(r"/1\.2/predict/$"))
        Student(wall).run().sees_verdict("of 3")
        self.album.take(wall, "It runs for real in front of all")
        wall.goto(self.dashboard)

    def ada_collides_and_mends(self) -> None:
        ada = self.students["Ada"].open("predict").run()
        ada.sees_verdict("2 of 3")
        expect(ada.page.locator("[data-observation=C]")).to_contain_text("collision")
        self.album.take(ada.page, "Ada meets reality")
        ada.page.get_by_role("tab", name="Queries").click()
        expect(ada.page.get_by_role("tabpanel", name="Queries")).to_contain_text("FROM tasks")
        self.album.take(ada.page, "There was only one query")
        ada.open("fix").write(JOINED).run("Check")
        ada.sees_verdict("of 5")
        self.album.take(ada.page, "A join is not the answer")
        ada.write(SOLUTION).run("Check")
        ada.sees_verdict("All 5")
        self.album.take(ada.page, "Ada has mended it")

    def chloe_explains(self) -> None:
        chloe = self.students["Chloé"].open("explain").page
        chloe.get_by_label("The category was never loaded").check()
        chloe.get_by_label("In your own words").fill("Nobody asked for the category, so there was nothing to keep.")
        chloe.get_by_role("button", name="Commit explanation").click()
        expect(chloe.get_by_text("The flag decides what a commit throws away")).to_be_visible()

    def ben_goes_offline(self) -> None:
        ben = self.students["Ben"].open("fix").write(f"# on the train\n{STARTER}")
        saved(ben)
        ben.page.context.set_offline(True)
        ben.write(f"# in the tunnel\n{SOLUTION}")
        expect(state_of(ben)).to_have_text("offline: kept on this device")
        self.album.take(ben.page, "Ben is offline and goes on")
        context = ben.page.context
        ben.page.close()
        context.set_offline(False)
        ben.page = context.new_page()
        ben.open("fix")
        saved(ben)
        expect(ben.page.locator(".cm-content").first).to_contain_text("selectinload")
        # Who has sent that, the page that was closed or this one, nobody can hear for sure.
        ben.write(f"# in the light again\n{SOLUTION}")
        saved(ben)
        ben.run("Check").sees_verdict("All 5")
        self.album.take(ben.page, "Back online nothing is lost")

    def deniz_has_two_tabs(self) -> None:
        deniz = self.students["Deniz"].open("fix")
        other = Student(deniz.page.context.new_page(), deniz.home).open("fix")
        other.write(f"# typed in the second tab\n{STARTER}")
        saved(other)
        deniz.write(f"# typed in the first tab\n{STARTER}")
        expect(state_of(deniz)).to_have_text("not saved: a newer version exists")
        deniz.page.get_by_text("Show the newer version").click()
        expect(deniz.page.locator("[data-draft-theirs]")).to_contain_text("typed in the second tab")
        self.album.take(deniz.page, "Two tabs are never mixed up silently")
        deniz.page.get_by_role("button", name="Keep mine").click()
        saved(deniz)
        deniz.page.get_by_role("button", name="History").click()
        history = deniz.page.get_by_role("dialog", name="History of main.py")
        expect(history.get_by_role("radio")).to_have_count(3)
        history.get_by_role("radio").nth(1).check()
        expect(history).to_contain_text("typed in the second tab")
        self.album.take(deniz.page, "And both are in the history")
        deniz.page.keyboard.press("Escape")

    def emeka_asks_for_help(self) -> None:
        emeka, room = self.students["Emeka"].open("fix").write(f"{STARTER}# ???\n"), self.room
        saved(emeka)
        emeka.run("Check").sees_verdict("2 of 5")
        emeka.page.get_by_role("button", name="Ask for help").click()
        emeka.page.get_by_label("What did you try").fill("The flag is set. Why is the category gone?")
        emeka.page.get_by_role("button", name="Raise my hand").click()
        expect(emeka.page.get_by_text("Your hand is up.")).to_be_visible()
        hand = room.get_by_role("link", name="asks for help: Emeka")
        expect(hand).to_be_visible()
        room.get_by_label("who needs help first").check()
        room.get_by_role("heading", name="Where everybody is").evaluate("title => title.scrollIntoView()")
        self.album.take(room, "Somebody raises a hand")
        hand.click()
        fix = room.locator("#step-fix")
        number = fix.locator(".moment[data-kind=draft]").get_by_role("button", name=f"Comment on line {CATEGORY_LINE}")
        number.click()
        fix.get_by_label("Comment on Fix").fill("It is not gone: which query brought it?")
        self.album.take(room, "The instructor comments on a line")
        fix.get_by_role("button", name="Comment", exact=True).click()
        talk = emeka.page.get_by_role("region", name="Comments")
        expect(talk).to_contain_text("which query brought it?", timeout=30_000)
        # The editor draws what is in sight.
        talk.get_by_text(f"main.py:{CATEGORY_LINE}").click()
        expect(emeka.page.locator(".cm-comment")).to_have_text("Teacher: It is not gone: which query brought it?")
        self.album.take(emeka.page, "The comment is at the line")
        room.goto(self.dashboard)

    def look_around(self) -> None:
        room = self.room
        # Twenty of the crowd, Ada and Ben mended it, and five had said at once what happens.
        expect(room.locator("tbody td[data-state=passed]")).to_have_count(27)
        expect(room.locator("[data-link-state]")).to_have_text("live")
        self.album.take(room, "Who is sure and wrong now")
        room.get_by_role("heading", name="Where everybody is").evaluate("title => title.scrollIntoView()")
        self.album.take(room, "The matrix at the end")
        room.locator("[data-belief-list] a:visible").first.click()
        expect(room.get_by_role("heading", level=1)).to_contain_text("expire_on_commit")
        self.album.take(room, "Who holds the belief and what refutes it")

    def review(self) -> None:
        room, chloe = self.room, self.students["Chloé"].page
        room.get_by_role("link", name=re.compile("^Review ")).click()
        room.get_by_role("listitem").filter(has_text="The False Safety Net").get_by_role("button").click()
        expect(room.get_by_role("heading", level=1)).to_have_text("Chloé")
        room.get_by_role("group", name="The text says that").get_by_role("checkbox").nth(1).check()
        room.get_by_label("Words for the student").fill("Well said. Now say why it cannot be fetched later.")
        self.album.take(room, "An explanation is reviewed")
        room.get_by_role("button", name="Save and read the next").click()
        expect(room.get_by_role("heading", level=1)).not_to_have_text("Chloé")
        chloe.reload()
        words = chloe.get_by_text("Now say why it cannot be fetched later.")
        words.scroll_into_view_if_needed()
        self.album.take(chloe, "The review is on the phone")
        room.get_by_role("link", name="Stop").click()

    def keep(self) -> None:
        ada = self.students["Ada"].page
        ada.goto(f"{self.students['Ada'].home}collisions/")
        expect(ada.get_by_role("heading", level=1)).to_be_visible()
        self.album.take(ada, "What Ada keeps")

    def export(self) -> dict[str, str]:
        room = self.room
        room.get_by_role("link", name="Export", exact=True).click()
        self.album.take(room, "Everything can be taken home")
        texts = {}
        for table in TABLES:
            for form in ("csv", "json"):
                with room.expect_download() as download:
                    room.locator(f"a[href$='/{table}.{form}']").click()
                texts[f"{table}.{form}"] = download.value.path().read_bytes().decode()
        return texts


@pytest.fixture
def lesson(
    server: Server,
    context: Callable[..., BrowserContext],
    tmp_path: Path,
    pytestconfig: pytest.Config,
) -> Lesson:
    room = context(viewport={"width": 1600, "height": 1000}, reduced_motion="reduce").new_page()
    Instructor(room).sign_in(server.password)
    return Lesson(server, context, room, Album(pytestconfig.getoption("pictures") or tmp_path))


def test_a_lesson_for_thirty(lesson: Lesson) -> None:
    lesson.make_class()
    lesson.everybody_joins()
    lesson.vote()
    lesson.chloe_explains()
    working = lesson.crowd.work(STARTER, SOLUTION)
    lesson.ada_collides_and_mends()
    lesson.ben_goes_offline()
    lesson.deniz_has_two_tabs()
    lesson.emeka_asks_for_help()
    finished(working)
    lesson.look_around()
    lesson.review()
    lesson.keep()
    texts = lesson.export()

    tables = exported(texts)
    assert len(lesson.ledger.heard) == 25 + 25 + 20
    assert len([row for row in tables["people"] if row["role"] == "student"]) == 30
    assert lost(lesson.ledger, Database(lesson.server.data), tables) == []


def ballot(student: Student, last: str) -> None:
    """Vote, wherever the student is: the page of the vote may be open already."""
    page = student.page
    if not page.url.endswith("/vote/"):
        page.goto(f"{student.home}vote/")
    for question, choice in {"A": "prints", "B": "prints", "C": last}.items():
        page.locator(f"input[name={question}-choice][value={choice}]").check()
        page.locator(f"input[name={question}-confidence][value=sure]").check(force=True)
    page.get_by_role("button", name="Vote", exact=True).click()
    expect(page.get_by_role("heading", name="Your answer is in")).to_be_visible()


def state_of(student: Student) -> Locator:
    return student.page.locator("[data-draft-state]")


def saved(student: Student) -> None:
    expect(state_of(student)).to_have_text("saved")
