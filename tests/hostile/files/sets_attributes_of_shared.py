"""Tries to hang an extended attribute on a shared file: a mailbox between runs.

An escape: it is stored.
"""
# contained: OSError | PermissionError

import os

print("began")
os.setxattr("/opt/environment/pyvenv.cfg", "user.left", b"x")
print("ESCAPED")
