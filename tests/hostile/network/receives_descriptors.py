"""Tries to pick up a descriptor of a folder through its standard streams, as if they were sockets to the host.

An escape: one of them is a socket.
"""
# contained: said

import os
import stat

from toolkit import said

print("began")
said([number for number in (0, 1, 2) if stat.S_ISSOCK(os.fstat(number).st_mode)])
