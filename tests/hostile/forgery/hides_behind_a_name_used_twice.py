"""Tries to show one statement and execute another: it prepares a second one under a name that the server keeps.

An escape: the hidden one works, and the record shows the other.
"""
# contained: said | ConnectionError
# proof: a hidden statement

from toolkit import Wire, said

print("began")
wire = Wire()
wire.send((b"P", b"s\0CREATE TABLE hidden_work (n int)\0\0\0"), (b"S", b""))
wire.until(b"Z")
wire.send((b"P", b"s\0SELECT 1\0\0\0"), (b"S", b""))  # refused: the name is taken
wire.until(b"Z")
wire.send((b"B", b"\0s\0" + bytes(6)), (b"E", b"\0\0\0\0\0"), (b"S", b""))
wire.until(b"Z")
print("it is done")
said(False)
