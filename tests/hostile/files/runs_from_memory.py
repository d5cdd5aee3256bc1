"""Tries to start a program out of an anonymous file, which no mount option covers.

An escape: it is executed with more rights than its starter's, or unfiltered.
"""
# contained: said | OSError | PermissionError

import os

from toolkit import call, said

print("began")
descriptor = call("memfd_create", b"mine", 0)
os.write(descriptor, open("/opt/environment/bin/python", "rb").read())
os.set_inheritable(descriptor, True)
look = "s = open('/proc/self/status').read(); print('contained' if 'Seccomp:\\t2' in s and 'CapEff:\\t' + '0' * 16 in s else 'ESCAPED')"
if os.fork() == 0:
    os.execve(descriptor, ["python", "-I", "-S", "-c", look], {"PYTHONHOME": "/usr"})
_, ended = os.wait()
said(False)
