"""The tap's reading of the protocol, without a server."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import wire
from sandbox.conversation import Conversation
from sandbox.statement import Statement
from sandbox.telling import letter
from sandbox.values import decode

LONGEST = 1 << 20


def test_messages_come_out_whole_whatever_pieces_they_arrive_in() -> None:
    stream = wire.message(b"Q", b"SELECT 1\0") + wire.message(b"S") + wire.message(b"X")

    @given(st.lists(st.integers(0, len(stream)), max_size=10))
    def cut(places: list[int]) -> None:
        splitter = wire.Splitter(LONGEST)
        edges = [0, *sorted(places), len(stream)]
        found = [one for a, b in itertools.pairwise(edges) for one in splitter.feed(stream[a:b])]
        assert [(one.kind, one.body) for one in found] == [(b"Q", b"SELECT 1\0"), (b"S", b""), (b"X", b"")]

    cut()


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail_in_another_way_than_its_own(program: bytes, server: bytes) -> None:
    conversation = Conversation(itertools.count())
    for data, take in ((program, conversation.from_program), (server, conversation.from_server)):
        try:
            for message in wire.Splitter(LONGEST).feed(data):
                take(message, 0.0)
        except wire.ProtocolError:
            continue


@given(st.sampled_from("QPBDES"), st.binary(max_size=60))
def test_well_framed_nonsense_neither(kind: str, body: bytes) -> None:
    conversation = Conversation(itertools.count())
    try:
        conversation.from_program(wire.Message(kind.encode(), body), 0.0)
    except wire.ProtocolError:
        return


def test_an_error_drops_what_was_pipelined_behind_it() -> None:
    talk = Conversation(itertools.count())
    for sql in (b"bad", b"never"):
        talk.from_program(wire.Message(b"P", b"\0" + sql + b"\0\0\0"), 0)
        talk.from_program(wire.Message(b"B", b"\0\0\0\0\0\0\0\0"), 0)
        talk.from_program(wire.Message(b"E", b"\0\0\0\0\0"), 0)
    talk.from_program(wire.Message(b"S", b""), 0)
    failed = talk.from_server(wire.Message(b"E", b"C42601\0Msyntax error\0\0"), 1)
    assert failed is not None
    assert (failed.sql, failed.error) == ("bad", {"C": "42601", "M": "syntax error"})
    assert talk.from_server(wire.Message(b"Z", b"I"), 1) is None
    assert not talk.busy


@pytest.mark.parametrize("ahead", [True, False])
def test_copied_data_may_be_sent_before_the_server_asks_for_it(ahead: bool) -> None:
    talk = Conversation(itertools.count())
    data, wanted = [wire.Message(b"d", b"x"), wire.Message(b"c", b"")], wire.Message(b"G", b"\0\0\0")
    talk.from_program(wire.Message(b"Q", b"COPY t FROM STDIN\0"), 0)
    if not ahead:
        talk.from_server(wanted, 1)
    for message in data:
        talk.from_program(message, 1)
    if ahead:
        talk.from_server(wanted, 1)
    done = talk.from_server(wire.Message(b"C", b"COPY 1\0"), 2)
    assert done is not None
    assert (done.sql, done.rows) == ("COPY t FROM STDIN", 1)
    talk.from_server(wire.Message(b"Z", b"I"), 2)
    talk.from_program(wire.Message(b"Q", b"SELECT 1\0"), 3)
    assert talk.busy


def test_the_end_of_data_that_nobody_wanted_is_ignored() -> None:
    talk = Conversation(itertools.count())
    talk.from_program(wire.Message(b"c", b""), 0)
    assert not talk.busy
    talk.from_program(wire.Message(b"Q", b"SELECT 1\0"), 0)
    done = talk.from_server(wire.Message(b"C", b"SELECT 1\0"), 1)
    assert done is not None
    assert done.sql == "SELECT 1"


def test_a_long_statement_and_many_values_are_cut() -> None:
    assert len(Statement("SELECT " + "x" * 100_000, 0.0).shown_sql) < 20_010


def test_one_simple_query_may_hold_several_statements() -> None:
    talk = Conversation(itertools.count())
    talk.from_program(wire.Message(b"Q", b"BEGIN; SELECT 1; COMMIT\0"), 0)
    done = [talk.from_server(wire.Message(b"C", tag), 1) for tag in (b"BEGIN\0", b"SELECT 1\0", b"COMMIT\0")]
    assert [one and one.transaction for one in done] == [0, 0, 0]
    talk.from_server(wire.Message(b"Z", b"I"), 1)
    assert not talk.busy


@pytest.mark.parametrize(
    ("type_id", "form", "data", "shown"),
    [
        (23, 1, b"\0\0\0\x2a", "42"),
        (16, 1, b"\1", "true"),
        (25, 0, b"text", "text"),
        (1043, 1, "café".encode(), "café"),
        (701, 1, b"\x3f\xf8\0\0\0\0\0\0", "1.5"),
        (2950, 1, bytes(16), "00000000-0000-0000-0000-000000000000"),
        (1114, 1, bytes(8), "2000-01-01 00:00:00"),
        (23, 1, b"\0", "(1 bytes)"),
        (9999, 1, b"12345", "(5 bytes)"),
        (25, 0, None, None),
        (25, 0, b"x" * 600, "x" * 500 + "…"),
    ],
)
def test_parameters_are_shown_as_a_person_would_write_them(type_id, form, data, shown) -> None:
    assert decode(type_id, form, data) == shown


@given(st.integers(0, 3000), st.integers(0, 1), st.binary(max_size=40))
def test_no_parameter_makes_showing_fail(type_id: int, form: int, data: bytes) -> None:
    decode(type_id, form, data)


def test_transactions_are_lettered_like_columns() -> None:
    assert [letter(n) for n in (0, 1, 25, 26, 51, 52, 701, 702)] == ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
