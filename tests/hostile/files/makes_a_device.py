"""Tries to make a device file of the machine's disk.

An escape: it is made.
"""
# contained: OSError

import os
import stat

print("began")
os.mknod("/work/disk", stat.S_IFBLK | 0o600, os.makedev(254, 0))
print("ESCAPED")
