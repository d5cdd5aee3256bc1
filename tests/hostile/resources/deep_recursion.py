"""Tries to end the interpreter by a recursion that its own limit does not see.

An escape: the host does not understand the ending.
"""
# contained: crashed

import sys

print("began", flush=True)
sys.setrecursionlimit(10**9)


def deeper(value):
    return [deeper, (lambda: deeper(value))()]


class Deep:
    def __repr__(self):
        return repr(self)


import ctypes  # noqa: E402

ctypes.string_at(0)
