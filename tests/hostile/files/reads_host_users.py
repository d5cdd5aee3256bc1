"""Tries to read the host's list of users.

An escape: the file knows more people than the two that we wrote into it.
"""
# contained: said

from pathlib import Path

from toolkit import said

print("began")
said(len(Path("/etc/passwd").read_text().splitlines()) > 2)
