"""Tries to log in as other users, without and with passwords.

An escape: it is somebody else than the learner.
"""
# contained: said

from toolkit import Wire, said

print("began")
names = set()
for user in ("postgres", "root", "", "learner", "pg_database_owner", "user' OR 1=1", "x" * 200):
    rows = Wire(user=user).query("SELECT session_user || '/' || current_user")
    names |= {body[6:].decode() for kind, body in rows if kind == b"D"}
print(names)
said(names != {"learner/learner"})
