"""Tries to hide statements in a transaction that begins as the driver's own and is therefore not counted.

An escape: it works, and no counted statement shows it.
"""
# contained: said
# proof: a statement not counted

from toolkit import Wire, said

print("began")
wire = Wire()
wire.query("BEGIN")
wire.query("select pg_catalog.version()")
wire.query("CREATE TABLE hidden_work (n int)")
wire.query("COMMIT")
print("it is done")
said(False)
