"""Tries to tell the recorder things that only the server says: errors, completions, ready.

An escape: a statement is told that was never sent to the server.
"""
# contained: said | ConnectionError
# proof: a statement nobody sent

from toolkit import Wire, said

print("began")
wire = Wire()
wire.send((b"C", b"INSERT 0 999\0"), (b"Z", b"I"), (b"T", b"\0\0"), (b"D", b"\0\0"))
try:
    wire.query("SELECT 1")
except ConnectionError:
    pass
said(False)
