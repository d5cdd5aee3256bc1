"""What is measured or put in order is read off the record, and compared with what was said."""

from typing import Any

import pytest
from pydantic import ValidationError

from sandbox.judge.measures import measured, statements_behind
from sandbox.judge.observations import Observer, Reality, agrees, chosen
from sandbox.judge.record import Record
from sandbox.judge.rules import Answer, Measure, Observation


def query(sql: str, t: float = 0.0, transaction: str | None = "A", request: int | None = None, **more: Any) -> Any:
    command = sql.split()[0]
    fields = {"sql": sql, "t": t, "transaction": transaction, "request": request, "command": command}
    return "query", {"error": None, "driver": False, **fields, **more}


def answered(number: int, status: int, t: float, path: str = "/tasks") -> Any:
    return "request", {"id": number, "state": "answered", "method": "POST", "path": path, "status": status, "t": t}


def gauge(opened: int, inside: int) -> Any:
    return "connections", {"open": opened, "in_transaction": inside, "idle_in_transaction": inside}


STORY = [
    ("stdout", {"text": "DEP-1\nROU"}),
    ("stdout", {"text": "client: 201\n", "from": "client"}),
    ("stdout", {"text": "TE-1\n"}),
    gauge(1, 1),
    query("BEGIN", 1, request=1),
    query("INSERT INTO tasks", 2, request=1),
    query("SELECT broken", 2, error={"code": "1", "message": ""}),
    query("SELECT version", 2, driver=True),
    answered(1, 201, 3),
    query("COMMIT", 4),
    answered(2, 404, 5, "/tasks/9"),
    gauge(3, 0),
]


def record(status: str = "ok", state: dict[str, str] | None = None) -> Record:
    seen = Record()
    for kind, fields in STORY:
        seen.add(kind, fields)
    seen.end(status, state)
    return seen


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ({"queries": {}}, "1"),
        ({"queries": {"verb": "select"}}, "0"),
        ({"queries": {"touching": "tasks", "request": 1}}, "1"),
        ({"queries": {"request": 2}}, "0"),
        ({"lines": "DEP-"}, "1"),
        ({"next_after": "INSERT INTO tasks"}, "SELECT"),
        ({"next_after": "COMMIT"}, "none"),
        ({"ending": True}, "ok"),
        ({"state": "SELECT 1"}, "2; 3"),
        ({"statuses": "/tasks"}, "201, 404"),
        ({"statuses": "/tasks/"}, "404"),
        ({"commit": 1}, "after"),
        ({"commit": 2}, "never"),
        ({"peak": "in_transaction"}, "1"),
        ({"peak": "open"}, "3"),
        ({"final": "in_transaction"}, "0"),
    ],
)
def test_measure(measure: dict[str, Any], value: str) -> None:
    assert measured(Measure.model_validate(measure), record(state={"SELECT 1": "2; 3"})) == value


@pytest.mark.parametrize(
    ("measure", "texts"),
    [
        ({"queries": {"touching": "tasks"}}, ["INSERT INTO tasks"]),
        ({"queries": {"verb": "select"}}, []),
        ({"next_after": "BEGIN"}, ["INSERT INTO tasks"]),
        ({"commit": 1}, ["COMMIT"]),
        ({"commit": 2}, []),
        ({"lines": "DEP-"}, []),
    ],
)
def test_what_a_measure_was_read_off(measure: dict[str, Any], texts: list[str]) -> None:
    assert [query["sql"] for query in statements_behind(Measure.model_validate(measure), record())] == texts


def test_a_connection_that_was_too_short_for_the_gauge_was_open_all_the_same() -> None:
    seen = Record()
    for state in ("opened", "opened", "closed", "opened"):
        seen.add("connection", {"state": state})
    assert measured(Measure(peak="open"), seen) == "2"


def test_a_measure_is_one_thing() -> None:
    with pytest.raises(ValidationError, match="exactly one of"):
        Measure.model_validate({"lines": "A", "ending": True})


def ordered(*parts: tuple[str, str, str]) -> Observation:
    order = [{"id": name, "text": name.upper(), kind: begins} for name, kind, begins in parts]
    return Observation.model_validate({"id": "O", "prompt": "", "answer": "order", "order": order})


def test_order_is_that_of_the_first_time_across_channels() -> None:
    observation = ordered(
        ("commit", "sql", "COMMIT"),
        ("answer", "answer", "201"),
        ("route", "starts", "ROUTE-1"),
        ("client", "starts", "client"),
        ("never", "starts", "DEP-3"),
    )
    ((_, reality),) = Observer((observation,), {}).look(record())
    assert reality.value == ("client", "route", "answer", "commit")
    assert reality.text == "CLIENT, then ROUTE, then ANSWER, then COMMIT; never: NEVER"
    assert agrees(Answer(order=("client", "route", "answer", "commit")), reality)
    assert not agrees(Answer(order=("client", "route", "answer", "commit", "never")), reality)


@pytest.mark.parametrize(
    ("answer", "value", "right"),
    [
        ({"number": 401}, "401", True),
        ({"number": 400}, "401", False),
        ({"text": " `missinggreenlet`. "}, "MissingGreenlet", True),
        ({"text": "Missing"}, "MissingGreenlet", False),
        ({"choice": "a"}, "x", True),
        ({"choice": "b"}, "x", False),
    ],
)
def test_answer(answer: dict[str, Any], value: str, right: bool) -> None:
    assert agrees(Answer.model_validate(answer), Reality("a", "", value=value)) is right


def test_a_foreseen_number_has_words_of_its_own() -> None:
    observation = Observation.model_validate(
        {
            "id": "N",
            "prompt": "",
            "answer": "number",
            "measure": {"queries": {}},
            "choices": [{"id": "one", "is": "1", "refutation": "No."}],
        }
    )
    found = chosen(observation, Answer(number=1))
    assert found is not None
    assert found.id == "one"
    assert chosen(observation, Answer(number=2)) is None


@pytest.mark.parametrize("answer", [{}, {"choice": "a", "number": 1}, {"number": "1"}, {"order": ["a"] * 21}])
def test_what_is_no_answer(answer: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate(answer)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"starts": "A", "measure": {"lines": "A"}}, "exactly one of `starts`, `measure` and `order`"),
        ({"answer": "order", "starts": "A"}, "both are needed"),
        ({"starts": "A", "choices": []}, "at least two choices"),
        ({"measure": {"lines": "A"}, "choices": [{"id": "a", "never": True}, {"id": "b", "is": "1"}]}, "what it `is`"),
    ],
)
def test_an_observation_that_makes_no_sense(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Observation.model_validate({"id": "A", "prompt": "", **change})
