"""Pulling the plug: pages reload, sockets break, workers die, everything restarts, and nothing is lost."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
from playwright.sync_api import Page, expect

from tests.browser.people import Student
from tests.running import Server, wait_for
from tutor.embedded.layout import Layout
from tutor.embedded.learner import Learner
from tutor.embedded.visitor import Visitor

SLOW = "import time\nfor number in range(40):\n    print('line', number, flush=True)\n    time.sleep(0.1)\n"
DEMONSTRATE = f"async def demonstrate():\n    pass\n\n{SLOW}"


def lines_of(page: Page) -> list[int]:
    return [int(number) for number in re.findall(r"line (\d+)", page.locator("[data-output-text]").inner_text())]


def test_a_reload_in_the_middle_of_a_run_shows_all_of_it_once(student: Callable[..., Student]) -> None:
    ada = student().open("fix").write(DEMONSTRATE).run("Check")
    ada.sees_output("line 3")
    ada.page.reload()
    ada.page.get_by_role("tab", name="Output").click()
    ada.sees_output("line 39")
    assert lines_of(ada.page) == list(range(40))


def test_who_waits_sees_the_others_go_ahead(student: Callable[..., Student], server: Server) -> None:
    """Four others are quicker, each with a program of four seconds; two are played at once."""
    others = [Learner(Visitor(server.url), f"Quick {number}") for number in range(4)]
    for other in others:
        other.join(server.join_code)
        other.open("1.2", "fix")
    ada = student("Walter").open("fix").write("print('here')\n")
    with ThreadPoolExecutor(len(others)) as pool:
        runs = [pool.submit(other.run, {"main.py": DEMONSTRATE}) for other in others]
        quick = "SELECT count(*) = 4 FROM attempts_run JOIN people_user ON learner_id = people_user.id"
        wait_for(lambda: asked(server, f"{quick} WHERE display_name LIKE 'Quick %'"), "four runs' being asked for")
        ada.run("Check")
        note = ada.page.locator("[data-phase-note]")
        expect(note).to_contain_text(re.compile("[2-4] runs are ahead of yours"))
        expect(note).to_contain_text("Yours is next")
        ada.sees_output("here")
        assert all(run.result()[-1]["type"] == "verdict" for run in runs)


def asked(server: Server, question: str) -> object:
    with psycopg.connect(f"postgresql://classroom@/classroom?host={Layout(server.data).sockets}") as connection:
        return connection.execute(question).fetchone()[0]


def test_a_broken_connection_is_told_and_mended(student: Callable[..., Student]) -> None:
    ada = student().open("fix").write(DEMONSTRATE).run("Check")
    ada.sees_output("line 3")
    ada.page.context.set_offline(True)
    ada.page.context.set_offline(False)
    ada.sees_output("line 39")
    assert lines_of(ada.page) == list(range(40))


def test_that_the_server_is_away_is_said_for_as_long_as_it_is(student: Callable[..., Student]) -> None:
    ada = student().open("fix")
    ada.page.context.set_offline(True)
    ada.run("Check")
    told = ada.page.get_by_text("The server cannot be reached.")
    expect(told).to_be_visible()
    ada.page.context.set_offline(False)
    expect(told).to_be_hidden()
    ada.run("Check").sees_verdict("of 5")


def test_where_sockets_are_blocked_the_page_polls_and_says_so(student: Callable[..., Student]) -> None:
    ada = student()
    ada.page.route_web_socket("**/ws/**", lambda socket: socket.close(code=1011))
    ada.open("fix").write(DEMONSTRATE).run("Check")
    expect(ada.page.locator("[data-run-line]")).to_contain_text("delayed")
    ada.sees_output("line 39")
    assert lines_of(ada.page) == list(range(40))


def test_a_killed_worker_loses_no_run(student: Callable[..., Student], server: Server) -> None:
    ada = student().open("fix").write(DEMONSTRATE).run("Check")
    ada.sees_output("line 3")
    server.service("celery").kill()
    ada.sees_verdict(re.compile("of 5|Our fault"))
    assert lines_of(ada.page)[-1] == 39


def test_a_new_click_while_a_run_is_in_flight_starts_no_second_one(student: Callable[..., Student]) -> None:
    ada = student().open("fix").write(DEMONSTRATE).run("Check")
    ada.sees_output("line 1")
    expect(ada.page.get_by_role("button", name="Check", exact=True)).to_have_attribute("aria-disabled", "true")
    ada.page.get_by_role("button", name="Stop").click()
    ada.sees_verdict(re.compile("stopped", re.IGNORECASE))
    expect(ada.page.get_by_role("button", name="Check", exact=True)).to_have_attribute("aria-disabled", "false")


def test_drafts_and_predictions_survive_a_restart_of_everything(
    student: Callable[..., Student], server: Server
) -> None:
    ada = student().open("predict").predict()
    ada.open("fix").write("half a thought (")
    expect(ada.page.locator("body")).to_contain_text("saved")
    expect(ada.page.locator("body")).not_to_contain_text("saving")
    server.stop()
    server.start()
    ada.open("fix")
    assert ada.code == "half a thought ("
    ada.open("predict")
    expect(ada.page.get_by_role("button", name="Run it")).to_be_visible()
    assert ada.page.locator("input[name=C-choice][value=prints]").is_checked()


def test_a_program_that_prints_without_end_does_not_freeze_the_page(student: Callable[..., Student]) -> None:
    ada = student().open("fix").write("while True:\n    print('<script>alert(1)</script>' * 4)\n").run("Check")
    ada.sees_verdict(re.compile("of 5"))
    expect(ada.page.locator("[data-verdict-exit]")).to_contain_text("printed more than 256 KiB")
    ada.page.get_by_role("tab", name="Output").click()
    ada.sees_output("<script>alert(1)</script>")
