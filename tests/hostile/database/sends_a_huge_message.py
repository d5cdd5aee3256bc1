"""Tries to have the tap keep a message that is announced as two gigabytes long.

An escape: the tap goes on reading.
"""
# contained: ConnectionError | ConnectionResetError | BrokenPipeError

import time

from toolkit import Wire

print("began", flush=True)
wire = Wire()
wire.socket.sendall(b"Q\x7f\xff\xff\xff" + bytes(65536))
time.sleep(0.2)
wire.socket.sendall(bytes(65536))
wire.until(b"Z")
print("ESCAPED")
