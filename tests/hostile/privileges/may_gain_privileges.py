"""Looks whether a program with more rights could be started, and whether the filter is on.

An escape: no_new_privs is off, or there is no filter.
"""
# contained: said

from toolkit import LIBC, said

print("began")
said(LIBC.prctl(39, 0, 0, 0, 0) != 1 or LIBC.prctl(21, 0, 0, 0, 0) not in (2, -1))
