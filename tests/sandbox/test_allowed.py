"""What lessons are made of works inside the walls: each program prints ``works``."""

import pytest

from tests.sandbox.conftest import Box

pytestmark = pytest.mark.asyncio(loop_scope="session")

PROGRAMS = {
    "threads": """
import concurrent.futures, queue, threading
with concurrent.futures.ThreadPoolExecutor(16) as pool:
    assert sum(pool.map(lambda n: n * n, range(100))) == 328350
lock, box = threading.Lock(), queue.Queue()
threading.Timer(0.01, lambda: box.put(1)).start()
box.get(timeout=2)
""",
    "as many threads as a web framework has": """
import threading
everyone = threading.Barrier(41)
def work():
    bytearray(100_000)
    everyone.wait(5)
for _ in range(40):
    threading.Thread(target=work).start()
everyone.wait(5)
""",
    "asyncio": """
import asyncio
async def main():
    assert await asyncio.to_thread(lambda: 42) == 42
    server = await asyncio.start_server(lambda reader, writer: (writer.write(b"hi"), writer.close()), "127.0.0.1", 8000)
    reader, writer = await asyncio.open_connection("localhost", 8000)
    assert await reader.read() == b"hi"
    async with asyncio.TaskGroup() as group:
        for n in range(50): group.create_task(asyncio.sleep(0.001 * n))
    server.close()
asyncio.run(main())
""",
    "signals and timers": """
import asyncio, signal
async def main():
    loop, seen = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGALRM, seen.set)
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    await asyncio.wait_for(seen.wait(), 2)
asyncio.run(main())
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    pass
""",
    "files": """
import os, pathlib, shutil, tempfile
with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as file, tempfile.TemporaryFile() as other:
    file.write(b"x" * 100_000); file.flush(); os.fsync(file.fileno()); other.write(b"y")
    shutil.copy2(file.name, folder + "/copy")
    shutil.copytree(folder, folder + "/tree", ignore=lambda *_: ["tree"])
    os.replace(folder + "/copy", folder + "/moved"); os.symlink("moved", folder + "/link")
    assert len(list(pathlib.Path(folder).rglob("*"))) == 4
""",
    "SQLite": """
import sqlite3
for mode in ("delete", "wal"):
    with sqlite3.connect("/work/data.db") as one, sqlite3.connect("/work/data.db") as two:
        one.execute(f"PRAGMA journal_mode={mode}")
        one.execute("CREATE TABLE IF NOT EXISTS t (n)"); one.execute("INSERT INTO t VALUES (1)"); one.commit()
        assert two.execute("SELECT count(*) FROM t").fetchone()[0] >= 1
""",
    "processes": """
import multiprocessing, os, subprocess, sys
assert subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True).stdout == "42\\n"
with multiprocessing.get_context("fork").Pool(2) as pool:
    assert pool.map(abs, [-1, -2]) == [1, 2]
""",
    "uvicorn on a Unix socket": """
import asyncio, fastapi, httpx, uvicorn
app = fastapi.FastAPI()
@app.get("/")
def root(): return {"in a thread": True}
async def main():
    server = uvicorn.Server(uvicorn.Config(app, uds="/tmp/app.sock", log_level="warning"))
    task = asyncio.create_task(server.serve())
    while not server.started: await asyncio.sleep(0.01)
    async with httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(uds="/tmp/app.sock")) as client:
        assert (await client.get("http://app/")).json() == {"in a thread": True}
    server.should_exit = True
    await task
asyncio.run(main())
""",
    "the test client": """
import fastapi, fastapi.testclient
app = fastapi.FastAPI()
@app.get("/")
async def root(): return 1
assert fastapi.testclient.TestClient(app).get("/").json() == 1
""",
    "pytest": """
import pathlib, pytest
pathlib.Path("test_it.py").write_text("def test_it(tmp_path, capfd, monkeypatch): (tmp_path / 'x').write_text('x')")
assert pytest.main(["-q", "-p", "no:cacheprovider", "test_it.py"]) == 0
""",
    "several libraries at once": """
import ctypes, decimal, hashlib, json, locale, logging, mmap, platform, ssl, time, uuid, zoneinfo
ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 1)()
zoneinfo.ZoneInfo("Europe/Berlin"); mmap.mmap(-1, 4096).close(); platform.platform(); ssl.create_default_context()
time.sleep(0.001); uuid.uuid1(); hashlib.scrypt(b"x", salt=b"y", n=2, r=8, p=1)
""",
}


@pytest.mark.parametrize("name", PROGRAMS)
async def test_program(box: Box, name: str) -> None:
    seen = await box.run(PROGRAMS[name] + "print('works')")
    assert seen.text().endswith("works\n"), seen.text("stderr")
