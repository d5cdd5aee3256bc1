# ruff: noqa
"""What psycopg and psql send: simple queries, several in one; and pipelines of extended messages, byte by byte."""

import os, socket, struct


def message(kind, body=b""):
    return kind + struct.pack("!I", len(body) + 4) + body


class Wire:
    def __init__(self):
        self.socket = socket.create_connection((os.environ["HOST"], int(os.environ["PORT"])))
        body = struct.pack("!I", 3 << 16) + b"user\0learner\0database\0taskdb\0\0"
        self.socket.sendall(struct.pack("!I", len(body) + 4) + body)
        self.ready()

    def ready(self, times=1):
        while times:
            head = b""
            while len(head) < 5:
                head += self.socket.recv(5 - len(head))
            left = struct.unpack("!I", head[1:])[0] - 4
            while left:
                left -= len(self.socket.recv(left))
            times -= head[:1] == b"Z"

    def query(self, sql):
        self.socket.sendall(message(b"Q", sql.encode() + b"\0"))
        self.ready()


wire = Wire()
for sql in (
    "CREATE TABLE t (n int)",
    "BEGIN",
    "INSERT INTO t VALUES (1), (2)",
    "SAVEPOINT a",
    "SELECT 1/0",
    "ROLLBACK TO a",
    "RELEASE a",
    "COMMIT",
    "BEGIN; INSERT INTO t VALUES (3); ROLLBACK",
    "SELECT 1; SELECT 2; SELECT 3",
    "SELECT broken",
    "  -- only a comment\n SELECT 7",
    "PREPARE p (int) AS SELECT $1",
    "EXECUTE p(5)",
    "DECLARE c CURSOR WITH HOLD FOR SELECT generate_series(1, 10)",
    "FETCH 5 FROM c",
    "CLOSE c",
):
    wire.query(sql)


def execute(sql, *values):
    count = struct.pack("!h", len(values))
    parameters = b"".join(struct.pack("!i", len(value)) + value for value in values)
    return (
        message(b"P", b"\0" + sql + b"\0\0\0")
        + message(b"B", b"\0\0\0\0" + count + parameters + b"\0\0")
        + message(b"D", b"P\0")
        + message(b"E", b"\0\0\0\0\0")
    )


# Ten in a row behind one Sync, then ten with a Sync each, sent before any answer was read; one of them fails when it runs.
wire.socket.sendall(b"".join(execute(b"SELECT $1::text", b"v%d" % n) for n in range(10)) + message(b"S"))
wire.ready()
wire.socket.sendall(
    b"".join(
        execute(b"SELECT 10 / ($1::int + 0 * length(clock_timestamp()::text))", b"%d" % (n - 5)) + message(b"S")
        for n in range(10)
    )
)
wire.ready(10)
wire.socket.sendall(execute(b"SELECT 1") + execute(b"SELECT no_such") + execute(b"SELECT never") + message(b"S"))
wire.ready()
wire.socket.sendall(message(b"Q", b"COPY t FROM STDIN\0") + message(b"d", b"8\n") + message(b"c"))
wire.ready()
wire.socket.sendall(message(b"Q", b"COPY t FROM STDIN\0") + message(b"d", b"x\n") + message(b"c"))
wire.ready()
wire.query("COPY t TO STDOUT")
wire.socket.sendall(message(b"X"))
