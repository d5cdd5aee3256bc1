"""Tries to start a program that it wrote itself.

An escape: the kernel executes a file of the work folder.
"""
# contained: PermissionError

import os
import shutil

print("began")
shutil.copy("/opt/environment/bin/python", "/work/mine")
os.chmod("/work/mine", 0o755)
os.execve("/work/mine", ["mine", "-c", "print('ESCAPED')"], {})
