"""Tries to make the platform point to a file that is none of the learner's, by the comment that names a statement's line.

An escape: a statement is said to come from there.
"""
# contained: said
# proof: a forged line

from toolkit import said, sql

print("began")
for place in ("../../../etc/passwd:1", "/etc/passwd:1", "checks/hidden.py:7", "main.py:999999", "a" * 200 + ":1"):
    sql(f"SELECT 1 /*@{place}*/")
said(False)
