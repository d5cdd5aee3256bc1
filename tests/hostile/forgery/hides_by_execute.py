"""Tries to hide a statement in another one's text: PREPARE, EXECUTE, DO.

An escape: it works, and the record does not show it.
"""
# contained: said
# proof: a hidden statement

from toolkit import said, sql

print("began")
sql("DO $$ BEGIN EXECUTE 'CREATE TABLE hidden' || '_work (n int)'; /* hidden_work */ END $$")
print("it is done")
said(False)
