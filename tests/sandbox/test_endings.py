"""Every way in which a program can end has its own status and one sentence."""

import pytest

from sandbox.policy import MIB
from tests.sandbox.conftest import Box

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUICK = {"seconds": 2}
ENDINGS = {
    "ends": ("print('hello')", {}, "ok", "ended by itself"),
    "exits at once": ("raise SystemExit", {}, "ok", "ended by itself"),
    "exits with a code": ("import sys; sys.exit(3)", {}, "failed", "exit code 3"),
    "exits with a sentence": ("import sys; sys.exit('no')", {}, "failed", "exit code 1"),
    "leaves without a word": ("import os; os._exit(7)", {}, "failed", "exit code 7"),
    "syntax error": ("def f(:", {}, "failed", "error"),
    "raises": ("1 / 0", {}, "failed", "error"),
    "never ends": ("while True: pass", QUICK, "timed_out", "longer than 2 seconds"),
    "sleeps for ever": ("import time; time.sleep(1000)", QUICK, "timed_out", "longer than 2 seconds"),
    "burns its CPU time": ("while True: pass", {"cpu_seconds": 1, "seconds": 5}, "cpu_limit", "1 seconds of CPU"),
    "prints without end": ("while True: print('x' * 100)", {}, "output_limit", "more than 256 KiB"),
    "allocates without end": (
        "l = []\nwhile True: l.append('x' * 2**20 + str(len(l)))",
        {},
        "out_of_memory",
        "256 MiB",
    ),
    "reserves without end": ("l = []\nwhile True: l.append(bytearray(2**28))", {}, "out_of_memory", "256 MiB"),
    "kills itself": ("import os; os.kill(os.getpid(), 9)", {}, "crashed", "SIGKILL"),
    "aborts": ("import os; os.abort()", {}, "crashed", "SIGABRT"),
}


DATABASE = """
import asyncio, asyncpg
async def main():
    db = await asyncpg.connect(host="localhost", user="user", password="pass", database="taskdb")
    await db.execute({sql!r})
asyncio.run(main())
"""
OF_THE_DATABASE = {
    "a statement that takes too long": (
        "statement_time",
        "SET statement_timeout = 0; SELECT pg_sleep(5)",
        {"statement_seconds": 0.5},
        "one of its statements took longer than 0.5 seconds",
    ),
    "a database that grows": (
        "database_size",
        "CREATE TABLE t AS SELECT repeat(md5(i::text), 30) FROM generate_series(1, 20000) i; SELECT pg_sleep(1)",
        {"database_size_bytes": 8 * MIB},
        "its database grew beyond 8 MiB",
    ),
    "a server that needs memory": (
        "database_memory",
        "SET work_mem = '1GB'; "
        "SELECT count(x), pg_sleep(1) FROM (SELECT array_agg(repeat('x', 100) || i) x FROM generate_series(1, 300000) i) t",
        {"database_memory_bytes": 32 * MIB},
        "its database server needed more than 32 MiB of memory",
    ),
}


@pytest.mark.parametrize("name", OF_THE_DATABASE)
async def test_ending_of_the_database(box: Box, name: str) -> None:
    ending, sql, limits, words = OF_THE_DATABASE[name]
    seen = await box.run(DATABASE.format(sql=sql), limits=limits)
    assert (seen.outcome.status, seen.outcome.ending) == ("database_limit", ending), seen
    assert words in seen.outcome.message
    assert f"{seen.outcome.value:g}" in words


async def test_connections_alone_pass_no_limit_of_the_server(box: Box) -> None:
    """As many connections as a run may hold, each having done something, are far from the limit on memory."""
    many = DATABASE.replace("    await db.execute({sql!r})\n", "    await db.execute('SELECT 1')\n    return db\n")
    many = many.replace(
        "asyncio.run(main())", "async def all():\n    return await asyncio.gather(*(main() for _ in range(20)))"
    )
    seen = await box.run(
        many + "\nasync def wait():\n    held = await all(); await asyncio.sleep(0.4)\nasyncio.run(wait())\n"
    )
    assert seen.outcome.status == "ok", seen


@pytest.mark.parametrize("name", ENDINGS)
async def test_ending(box: Box, name: str) -> None:
    program, limits, status, words = ENDINGS[name]
    seen = await box.run(program, limits=limits)
    assert seen.outcome.status == status, seen
    assert words in seen.outcome.message


async def test_a_fork_bomb_stays_in_its_run(box: Box) -> None:
    bomb = "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass"
    seen = await box.run(bomb, limits=QUICK)
    assert seen.outcome.status in {"timed_out", "out_of_memory"}
    assert (await box.run("print('next')")).text() == "next\n"


async def test_background_children_end_with_the_program(box: Box) -> None:
    seen = await box.run(
        "import os, time\nif os.fork() == 0:\n    time.sleep(0.2); print('survived', flush=True)\n    time.sleep(1000)"
    )
    assert seen.outcome.status == "ok"
    assert "survived" not in seen.text()


async def test_bytes_that_are_not_text_are_shown_as_such(box: Box) -> None:
    seen = await box.run(r"import sys; sys.stdout.buffer.write(b'\xff\xfe\x00caf\xc3\xa9\n')")
    assert seen.text() == "\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}\N{SYMBOL FOR NULL}café\n"


async def test_output_arrives_while_the_program_runs(box: Box) -> None:
    """The first line is seen before the program, which waits for nothing but time, prints the second."""
    seen = await box.run("import time\nprint('one'); time.sleep(0.3); print('two')")
    times = [fields["t"] for kind, fields in seen.events if kind == "stdout"]
    assert len(times) == 2
    assert times[1] - times[0] > 200


async def test_the_limit_on_output_keeps_the_beginning(box: Box) -> None:
    seen = await box.run("while True: print('x' * 99)", limits={"output_bytes": 10_000})
    assert len(seen.text()) == 10_000


async def test_a_syntax_error_shows_its_line(box: Box) -> None:
    seen = await box.run("print('fine')\ndef f(:\n")
    assert 'File "/work/main.py", line 2' in seen.text("stderr")
    assert "SyntaxError" in seen.text("stderr")


async def test_a_traceback_folds_library_frames(box: Box) -> None:
    seen = await box.run("import asyncio\nasync def main():\n    raise ValueError('mine')\nasyncio.run(main())")
    told = seen.text("stderr")
    assert "ValueError: mine" in told
    assert "frames in asyncio" in told
    assert "runners.py" not in told
    assert "/opt/box" not in told


async def test_warnings_are_shown_as_python_shows_them(box: Box) -> None:
    seen = await box.run("async def f(): ...\nf()\nimport warnings\nwarnings.warn('old', ImportWarning)")
    told = seen.text("stderr").splitlines()
    assert told[0] == "/work/main.py:2: RuntimeWarning: coroutine 'f' was never awaited"
    assert not any("ImportWarning" in line for line in told)


async def test_generated_code_in_a_traceback_has_no_place_to_name(box: Box) -> None:
    program = """
scope = {}
exec("def f(): 1 / 0", scope)
scope["f"]()
"""
    seen = await box.run(program)
    assert seen.text("stderr").endswith('    scope["f"]()\nZeroDivisionError: division by zero\n')


async def test_what_the_database_holds_is_asked_for_and_may_be_too_much(box: Box) -> None:
    few, many = "SELECT 1, NULL UNION SELECT 2, 'b' ORDER BY 1", "SELECT repeat('x', 2000000)"
    seen = await box.run("", asks=(few, many, "SELECT * FROM nowhere"))
    assert seen.outcome.state == {few: "1, NULL; 2, b"}, seen
    assert seen.outcome.status == "ok"


async def test_several_files_and_an_entry_function(box: Box) -> None:
    files = {"deep/er/part.py": "WORD = 'found'"}
    program = "from deep.er.part import WORD\nasync def go():\n    print(WORD)\nprint(__name__)"
    seen = await box.run(program, files=files, entry="main:go")
    assert seen.text() == "main\nfound\n"
