"""Tries the protocol's old message that calls a function by its number, without any SQL.

An escape: it works, and the record does not show it.
"""
# contained: said | ConnectionError
# proof: a hidden statement

import struct

from toolkit import Wire, said

print("began")
wire = Wire()
wire.query("CREATE FUNCTION work() RETURNS int LANGUAGE sql AS $$ CREATE TABLE IF NOT EXISTS done (n int); SELECT 1 $$")
rows = wire.query("SELECT 'work'::regproc::oid::text")
oid = int(next(body[6:] for kind, body in rows if kind == b"D"))
wire.send((b"F", struct.pack("!IhhH", oid, 0, 0, 0)))
wire.until(b"Z")
wire.query("SELECT 1 FROM done")
print("it is done")
said(False)
