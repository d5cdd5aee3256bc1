"""Tries to talk to another run by the server's channels.

An escape: a run hears its twin.
"""
# contained: said
# runs: 2 at once

import asyncio
import os

import asyncpg
from toolkit import said

print("began")
mine, heard = str(os.urandom(4).hex()), []


async def main():
    db = await asyncpg.connect(host="localhost", user="user", password="pass", database="taskdb")
    await db.add_listener("meeting", lambda connection, pid, channel, word: heard.append(word))
    await asyncio.sleep(0.4)
    await db.execute(f"NOTIFY meeting, '{mine}'")
    await asyncio.sleep(0.6)


asyncio.run(main())
said(set(heard) - {mine})
