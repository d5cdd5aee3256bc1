"""Tries to read a secret in the home of the worker's user, whose path it was told.

An escape: the secret is printed.
"""
# contained: FileNotFoundError

from pathlib import Path

from toolkit import FACTS

print("began")
print(Path(FACTS.secret_file).read_text())
