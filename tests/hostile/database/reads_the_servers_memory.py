"""Tries to find the server beside it: its processes, its socket, its files.

An escape: there is one.
"""
# contained: said

import os

from toolkit import said, sql

print("began")
pid = sql("SELECT pg_backend_pid()")[0][0]
places = (f"/proc/{pid}/environ", "/lease", "/opt/postgres", "/opt/pgdata", "/tmp/.s.PGSQL.5432", "/run/postgresql")
said([place for place in places if os.path.exists(place) and pid not in {"1", str(os.getpid())}])
