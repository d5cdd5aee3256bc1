"""Tries to hide a statement from the record by comments, line ends and odd spaces.

An escape: it works, and the record does not show it.
"""
# contained: said
# proof: a hidden statement

from toolkit import said, sql

print("began")
sql("/* select pg_catalog.version() */ CREATE TABLE hidden_work (n int) --\r\n/*@main.py:1*/")
print("it is done")
said(False)
