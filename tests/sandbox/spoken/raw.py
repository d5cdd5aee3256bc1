# ruff: noqa
"""asyncpg by itself: extended protocol, prepared statements, cursors, COPY, failures, values of many types."""

import asyncio, datetime, decimal, os, uuid
import asyncpg

VALUES = [
    ("int", 42),
    ("int", -1),
    ("bigint", 2**62),
    ("smallint", 7),
    ("bool", True),
    ("bool", False),
    ("text", "it's \\ ünï"),
    ("text", ""),
    ("numeric", decimal.Decimal("12345678.900")),
    ("numeric", decimal.Decimal("-0.00012")),
    ("numeric", decimal.Decimal("0")),
    ("numeric", decimal.Decimal("NaN")),
    ("numeric", decimal.Decimal("1e30")),
    ("float8", 0.1),
    ("float8", 1e100),
    ("float8", 3.0),
    ("float8", float("inf")),
    ("float4", 1.5),
    ("float4", 0.1),
    ("bytea", b"\x00\xffabc"),
    ("uuid", uuid.UUID(int=5)),
    ("date", datetime.date(2024, 2, 29)),
    ("time", datetime.time(12, 30, 1, 500)),
    ("timestamp", datetime.datetime(2024, 1, 1, 12, 0, 0, 120000)),
    ("timestamptz", datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)),
    ("interval", datetime.timedelta(days=3, hours=4, seconds=5.25)),
    ("interval", datetime.timedelta(0)),
    ("interval", datetime.timedelta(days=-1)),
    ("interval", datetime.timedelta(days=400)),
    ("json", '{"a": [1, 2]}'),
    ("jsonb", '{"a": null}'),
    ("int[]", [1, None, 3]),
    ("int[]", []),
    ("int[]", [[1, 2], [3, 4]]),
    ("text[]", ["a", "b c", 'q"uote', "", None, "NULL"]),
    ("numeric[]", [decimal.Decimal("1.50")]),
    ("bool[]", [True, False]),
    ("inet", "192.168.0.1"),
    ("cidr", "10.0.0.0/8"),
    ("mood", "happy"),
    ("mood[]", ["happy", "sad"]),
]


async def main():
    db = await asyncpg.connect(os.environ["DATABASE"])
    await db.execute("CREATE TYPE mood AS ENUM ('happy', 'sad')")
    await db.execute("CREATE TABLE things (id serial PRIMARY KEY, name text UNIQUE)")
    for kind, value in VALUES:
        await db.fetchval(f"SELECT $1::{kind}", value)
        await db.fetchval(f"SELECT $1::{kind}", None)
    async with db.transaction():
        await db.execute("INSERT INTO things (name) VALUES ($1)", "first")
        try:
            async with db.transaction():
                await db.execute("INSERT INTO things (name) VALUES ($1)", "first")
        except asyncpg.UniqueViolationError:
            pass
        async for row in db.cursor("SELECT generate_series(1, 120) WHERE $1::int = 1", 1, prefetch=50):
            pass
    prepared = await db.prepare("SELECT * FROM things WHERE id = $1")
    for number in range(3):
        await prepared.fetch(number)
    await db.executemany("INSERT INTO things (name) VALUES ($1)", [(f"many {n}",) for n in range(50)])
    await db.copy_records_to_table("things", columns=["name"], records=[(f"copied {n}",) for n in range(50)])
    await db.copy_from_query("SELECT * FROM things", output=lambda data: asyncio.sleep(0))
    for broken in ("SELEKT 1", "SELECT 1 / 0", "SELECT * FROM nowhere"):
        for way in (db.fetch, db.execute):
            try:
                await way(broken)
            except asyncpg.PostgresError:
                pass
    try:
        await db.execute("SELECT pg_sleep(20)", timeout=0.1)
    except TimeoutError:
        pass
    await db.execute("DO $$ BEGIN RAISE NOTICE 'hello'; END $$")
    await db.execute("BEGIN; SELECT 1; SELECT 'a;b'; COMMIT")
    await db.close()


asyncio.run(main())
