"""Tries to enter the server's other databases.

An escape: one opens.
"""
# contained: said

from toolkit import Wire, said

print("began")
found = []
for name in ("postgres", "template1", "template0", "taskdb\\0postgres", "TASKDB", "taskdb ", ""):
    try:
        greeting = Wire(database=name).greeting
        found += [name] if greeting else []
    except ConnectionError:
        continue
print(found)
said(found)
