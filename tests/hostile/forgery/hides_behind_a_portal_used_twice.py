"""Tries the same with a portal: the one that is refused must not replace the one that runs.

An escape: the hidden one works, and the record shows the other.
"""
# contained: said | ConnectionError
# proof: a hidden statement

from toolkit import Wire, said

print("began")
wire = Wire()
wire.query("BEGIN")
wire.send((b"P", b"a\0CREATE TABLE hidden_work (n int)\0\0\0"), (b"P", b"b\0SELECT 1\0\0\0"))
wire.send((b"B", b"p\0a\0" + bytes(6)), (b"S", b""))
wire.until(b"Z")
wire.send((b"Q", b"SAVEPOINT s\0"))
wire.until(b"Z")
wire.send((b"B", b"p\0b\0" + bytes(6)), (b"S", b""))  # refused: the name is taken
wire.until(b"Z")
wire.query("ROLLBACK TO s")
wire.send((b"E", b"p\0\0\0\0\0"), (b"S", b""))
wire.until(b"Z")
wire.query("COMMIT")
print("it is done")
said(False)
