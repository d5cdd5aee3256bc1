"""Tries to look beneath a mount point, where an image's own files may hide.

An escape: /tmp shows another file system than the run's tmpfs when it is reached from the root's descriptor.
"""
# contained: said

import os

from toolkit import said

print("began")
root = os.open("/", os.O_RDONLY | os.O_DIRECTORY)
beneath = os.open("tmp", os.O_RDONLY | os.O_DIRECTORY, dir_fd=root)
said(os.fstat(beneath).st_dev != os.stat("/work").st_dev)
