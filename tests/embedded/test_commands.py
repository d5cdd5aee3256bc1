"""The command lines that others rely on, and their JSON."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.running import classroom
from tutor.embedded.home import BASE

SCHEMA = json.loads((BASE / "sandbox" / "events.schema.json").read_text())
EXERCISE = BASE / "exercises" / "async-sqlalchemy" / "1.2-false-safety-net"


def lines(*words: str) -> list[dict]:
    done = classroom(*words, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sandbox", "run", "/nowhere.py"], "no such file"),
        (["sandbox", "run", __file__, "--limit", "seconds=many"], "--limit seconds"),
        (["sandbox", "run", __file__, "--limit", "seconds"], "NAME=N"),
        (["sandbox", "run", __file__, "--limit", "hours=1"], "--limit hours"),
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
        ("1.2/predict", {"A": "sings"}, "A has no choice `sings`, only prints, raises."),
        ("1.2/fix", {"A": "prints"}, "it asks for files, not for answers"),
    ],
)
def test_answers_that_fit_nothing_are_told(tmp_path: Path, step: str, given: object, told: str) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(given))
    done = classroom("grade", step, "--answers", str(answers))
    assert (done.returncode, told in done.stderr) == (1, True), done.stderr


def test_grade_says_when_a_folder_has_nothing_to_judge(tmp_path: Path) -> None:
    (tmp_path / "mian.py").write_text("")
    done = classroom("grade", "1.2/fix", "--files", str(tmp_path))
    assert done.returncode == 0
    assert "has none of the files to edit here: main.py." in done.stderr


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
