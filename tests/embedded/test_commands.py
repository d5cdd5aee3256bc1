"""The command lines that others rely on, and their JSON."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.docs.test_docs import COMMANDS
from tests.running import ENVIRONMENT, classroom
from tutor.attempts.bodies import FILES_BYTES
from tutor.embedded.home import BASE

SCHEMA = json.loads((BASE / "sandbox" / "events.schema.json").read_text())
EXERCISE = BASE / "exercises" / "async-sqlalchemy" / "1.2-false-safety-net"


def lines(*words: str) -> list[dict]:
    done = classroom(*words, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def started(*words: str) -> "subprocess.Popen[str]":
    """Begin a command whose output is read while it works."""
    command = [sys.executable, str(BASE / "manage.py"), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)


@pytest.mark.parametrize("words", [(), ("help",), ("--help",)])
def test_our_commands_are_listed(words: tuple[str, ...]) -> None:
    listed = [line.split(maxsplit=1) for line in classroom(*words).stdout.splitlines() if line.startswith("  ")]
    assert {name for name, help_ in listed} == COMMANDS
    assert "up            Set everything up and serve it" in classroom(*words).stdout


def test_what_is_no_command_is_told_with_those_that_are() -> None:
    done = classroom("nonsense")
    assert done.returncode == 1
    assert done.stderr.startswith("classroom: there is no command `nonsense`. The commands are:\n  backup ")


def test_a_command_for_the_site_asks_for_its_key() -> None:
    done = classroom("collectstatic")
    assert (done.returncode, done.stderr[:33]) == (1, "classroom: CLASSROOM_SECRET_KEY: ")


def test_sandbox_run_prints_events_and_the_outcome(tmp_path: Path) -> None:
    program, seed = tmp_path / "program.py", tmp_path / "seed.sql"
    program.write_text(
        "import asyncio, asyncpg, os\nasync def main():\n"
        "    db = await asyncpg.connect(os.environ['DATABASE_URL'].replace('+asyncpg', ''))\n"
        "    print(await db.fetchval('SELECT x FROM t'))\nasyncio.run(main())\n"
    )
    seed.write_text("CREATE TABLE t AS SELECT 42 AS x")
    *events, last = lines("sandbox", "run", str(program), "--seed", str(seed))
    for event in events:
        jsonschema.validate({**event}, SCHEMA)
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert "".join(event["text"] for event in events if event["type"] == "stdout") == "42\n"
    outcome = last["outcome"]
    assert (outcome["status"], outcome["exit_code"], outcome["queries"]) == ("ok", 0, 1)
    assert outcome["duration_ms"] > 0
    assert outcome["cpu_ms"] > 0
    assert outcome["peak_memory_bytes"] > 1_000_000


def test_sandbox_run_takes_limits(tmp_path: Path) -> None:
    program = tmp_path / "main.py"
    program.write_text("while True: pass")
    assert lines("sandbox", "run", str(tmp_path), "--limit", "seconds=1")[-1]["outcome"]["status"] == "timed_out"


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_whoever_stops_reading_ends_a_run(tmp_path: Path, options: list[str]) -> None:
    program = tmp_path / "main.py"
    program.write_text("import time\nfor n in range(90):\n    print(n, flush=True)\n    time.sleep(0.1)\n")
    with started("sandbox", "run", str(program), *options) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert (running.wait(), running.stderr.read()) == (128 + signal.SIGPIPE, "")


def test_ctrl_c_ends_a_run(tmp_path: Path) -> None:
    program = tmp_path / "main.py"
    program.write_text("import time\nprint('begun', flush=True)\ntime.sleep(9)\n")
    with started("sandbox", "run", str(program)) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == "begun\n"
        running.send_signal(signal.SIGINT)
        assert (running.wait(), running.stderr.read()) == (128 + signal.SIGINT, "")


@pytest.mark.parametrize(
    ("seed", "told"),
    [
        (b"SELECT '\xff'", "seed.sql is not UTF-8 from byte 9 on"),
        (b"CREATE TABLE t (x int);\n\nCREAT", 'the seed is wrong: syntax error at or near "CREAT" (line 3).'),
        (b"SELECT 1 / 0", "the seed is wrong: division by zero."),
    ],
)
def test_what_is_wrong_with_a_seed_is_told(tmp_path: Path, seed: bytes, told: str) -> None:
    (tmp_path / "main.py").write_text("")
    (tmp_path / "seed.sql").write_bytes(seed)
    done = classroom("sandbox", "run", str(tmp_path / "main.py"), "--seed", str(tmp_path / "seed.sql"))
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_started_is_told(tmp_path: Path) -> None:
    done = classroom("sandbox", "run", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{tmp_path} has no main.py" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sandbox", "run", "/nowhere.py"], "no such file"),
        (["sandbox", "run", __file__, "--limit", "seconds=many"], "--limit seconds"),
        (["sandbox", "run", __file__, "--limit", "seconds"], "NAME=N"),
        (
            ["sandbox", "run", __file__, "--limit", "hours=1"],
            "--limit hours: there is no such limit, only seconds, cpu",
        ),
        (["sandbox", "run", __file__, "--latency", "-5"], "--latency takes 0 to 1000 ms."),
        (["sandbox", "run", __file__, "--latency", "999999"], "--latency takes 0 to 1000 ms."),
        (["grade", "9.9/fix"], "there is no exercise `9.9`, only 0,"),
        (["grade", "1.2/fix", "--course", "cobol"], "cobol/course.toml: No such file"),
        (["grade", "1.2/nothing"], "there is no step `nothing`, only predict,"),
        (["grade", "1.2"], "there is no step ``, only predict,"),
        (["grade", "1.2/explain"], "people judge it"),
        (["grade", "1.2/predict", "--answers", __file__], "not answers"),
        (["grade", "1.2/fix", "--files", "/nowhere"], "no such file"),
    ],
)
def test_what_is_wrong_with_a_command_is_told_in_one_sentence(words: list[str], told: str) -> None:
    done = classroom(*words)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("step", "given", "told"),
    [
        ("1.2/predict", ["prints"], "it takes an object"),
        ("1.2/predict", {"Z": "prints"}, "nothing is called Z in this step; it asks for A, B, C."),
        (
            "1.2/predict",
            {"A": {"choice": "prints", "confidence": "very"}},
            "answers: A, confidence: Input should be 'g",
        ),
        ("1.2/predict", {"A": "prints", "B": None}, "answers: B: an answer is one of `choice`"),
        ("1.2/predict", {"A": {"number": 3}}, "this is no answer to A, which asks for its `choice`."),
        ("1.2/predict", {"A": "sings"}, "A has no choice `sings`, only prints, raises."),
        ("1.2/fix", {"A": "prints"}, "it asks for files, not for answers"),
    ],
)
def test_answers_that_fit_nothing_are_told(tmp_path: Path, step: str, given: object, told: str) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(given))
    done = classroom("grade", step, "--answers", str(answers))
    assert (done.returncode, told in done.stderr) == (1, True), done.stderr
    assert "validation error" not in done.stderr


def test_grade_says_when_a_folder_has_nothing_to_judge(tmp_path: Path) -> None:
    (tmp_path / "mian.py").write_text("")
    done = classroom("grade", "1.2/fix", "--files", str(tmp_path))
    assert done.returncode == 0
    assert "has none of the files to edit here: main.py." in done.stderr


def test_grade_says_what_it_does_not_judge(tmp_path: Path) -> None:
    shutil.copytree(EXERCISE / "starter", tmp_path, dirs_exist_ok=True)
    shutil.copy(EXERCISE / "solution" / "main.py", tmp_path)
    assert "Not judged" not in classroom("grade", "1.2/fix", "--files", str(tmp_path)).stderr
    (tmp_path / "models.py").write_text("# changed")
    done = classroom("grade", "1.2/fix", "--files", str(tmp_path))
    assert "Not judged: models.py. The files to edit here: main.py." in done.stderr
    assert "passed: status ok" in done.stdout


def test_grade_takes_no_more_than_the_site(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("#" * FILES_BYTES)
    assert classroom("grade", "1.2/fix", "--files", str(tmp_path)).returncode == 0
    (tmp_path / "main.py").write_text("#" * FILES_BYTES + "#")
    done = classroom("grade", "1.2/fix", "--files", str(tmp_path))
    assert (done.returncode, "the site takes 256 KiB of code at most" in done.stderr) == (1, True)


def test_grade_says_that_it_judges_the_starter() -> None:
    done = classroom("grade", "1.2/fix")
    assert (done.returncode, "given: the starter is judged." in done.stderr) == (0, True)


def test_grade_judges_files() -> None:
    told = lines("grade", "1.2/fix", "--files", str(EXERCISE / "solution"))[-1]
    assert (told["verdict"], told["status"]) == ("passed", "ok")
    assert set(told) == {"verdict", "status", "checks", "observations", "queries"}
    assert set(told["checks"][0]) == {"name", "sentence", "verdict", "message", "queries", "statements"}
    assert lines("grade", "1.2/fix")[-1]["verdict"] == "failed"


@pytest.mark.parametrize("course", ["plain-asyncpg", str(BASE / "exercises" / "plain-asyncpg")])
def test_grade_takes_another_course(course: str) -> None:
    files = BASE / "exercises" / "plain-asyncpg" / "1-two-connections" / "solution"
    assert lines("grade", "1/fix", "--course", course, "--files", str(files))[-1]["verdict"] == "passed"


def test_grade_judges_answers(tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(
        json.dumps({"A": "prints", "B": {"choice": "prints"}, "C": {"choice": "prints", "confidence": "sure"}})
    )
    told = lines("grade", "1.2/predict", "--answers", str(answers))[-1]
    assert told["verdict"] == "none"
    assert [seen["match"] for seen in told["observations"]] == [True, True, False]
