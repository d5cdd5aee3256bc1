"""Tries to start its session with settings for administrators.

An escape: one of them is in force.
"""
# contained: said

from toolkit import Wire, said

print("began")
found = []
for more in (
    {"options": "-c session_preload_libraries=x"},
    {"options": "-c log_statement=none"},
    {"temp_file_limit": "-1"},
):
    try:
        rows = Wire(**more).query("SHOW temp_file_limit")
        found += [body for kind, body in rows if kind == b"D" and body.endswith(b"-1")]
    except ConnectionError:
        continue
said(found)
