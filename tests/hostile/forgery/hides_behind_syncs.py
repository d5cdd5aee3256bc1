"""Tries to lose the recorder's place: within COPY the server ignores Sync messages, which otherwise end a round.

An escape: a later statement works, and the record does not show it.
"""
# contained: said | ConnectionError
# proof: a hidden statement

from toolkit import Wire, said

print("began")
wire = Wire()
wire.query("CREATE TABLE notes (n int)")
wire.send((b"Q", b"COPY notes FROM STDIN\0"))
wire.until(b"G")
wire.send((b"S", b""), (b"S", b""), (b"S", b""), (b"d", b"1\n"), (b"c", b""))
wire.until(b"Z")
wire.query("CREATE TABLE hidden_work (n int)")
print("it is done")
said(False)
