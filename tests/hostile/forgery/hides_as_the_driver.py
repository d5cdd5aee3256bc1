"""Tries to hide a statement by beginning as those that the driver sends for itself, and that are not counted.

An escape: it works, and no counted statement shows it.
"""
# contained: said
# proof: a statement not counted

from toolkit import Wire, said

print("began")
wire = Wire()
wire.query("CREATE TABLE notes (n int)")
wire.query("SELECT t.oid, 1 FROM pg_type t LIMIT 0; INSERT INTO notes /* hidden_work */ VALUES (1)")
wire.query("select current_schema(), (select 'hidden_work')")
print("it is done")
said(False)
