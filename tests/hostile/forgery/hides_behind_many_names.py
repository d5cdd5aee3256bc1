"""Tries to hide a statement by preparing more than the recorder remembers.

An escape: it works, and the record does not show its text.
"""
# contained: said | database_limit | ConnectionError
# proof: a hidden statement

from toolkit import Wire, said

print("began")
wire = Wire()
for start in range(0, 2400, 200):
    wire.send(*((b"P", f"s{n}\0SELECT 1\0".encode() + b"\0\0") for n in range(start, start + 200)), (b"S", b""))
    wire.until(b"Z")
wire.send((b"P", b"last\0CREATE TABLE hidden_work (n int)\0\0\0"), (b"B", b"\0last\0" + bytes(6)))
wire.send((b"E", b"\0\0\0\0\0"), (b"S", b""))
wire.until(b"Z")
print("it is done")
said(False)
