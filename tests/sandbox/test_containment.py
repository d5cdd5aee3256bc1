"""Each program here tries one way out and prints ESCAPED when it has found it."""

import pytest

from tests.sandbox.conftest import Box

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEAD = "import ctypes, glob, os, socket, subprocess, sys\nlibc = ctypes.CDLL(None, use_errno=True)\n"
ATTACKS = {
    "reads the host's users": "print('ESCAPED' if 'root' in open('/etc/passwd').read() else '')",
    "lists homes": "print('ESCAPED' if os.path.exists('/root') or os.path.exists('/home') else '')",
    "sees the repository": "print('ESCAPED' if os.path.exists('/opt/box/sandbox/leases.py') else '')",
    "writes into the root": "open('/escaped', 'w'); print('ESCAPED')",
    "writes into etc": "open('/etc/escaped', 'w'); print('ESCAPED')",
    "writes into the environment": "open(os.path.join(sys.prefix, 'escaped'), 'w'); print('ESCAPED')",
    "writes beside the work folder": "open('/dev/escaped', 'w'); print('ESCAPED')",
    "starts a shell": "print(subprocess.run(['/bin/sh', '-c', 'echo ESCAPED'], capture_output=True, text=True).stdout)",
    "has a way to the network": "socket.create_connection(('1.1.1.1', 53), timeout=1); print('ESCAPED')",
    "finds another interface": "print('ESCAPED' if len(socket.if_nameindex()) > 1 else '')",
    "finds the host's sockets": "print('ESCAPED' if glob.glob('/run/*') + glob.glob('/var/run/*') else '')",
    "sees other processes": "print('ESCAPED' if len([p for p in os.listdir('/proc') if p.isdigit()]) > 2 else '')",
    "reads its guardian's memory": "open('/proc/1/mem', 'rb').read(1); print('ESCAPED')",
    "reads its guardian's environment": "open('/proc/1/environ', 'rb').read(); print('ESCAPED')",
    "reads its guardian's descriptors": "os.listdir('/proc/1/fd'); print('ESCAPED')",
    "kills its guardian": "os.kill(1, 9); import time; time.sleep(0.2); os.kill(1, 0)",
    "traces its guardian": "print('ESCAPED' if libc.ptrace(16, 1, 0, 0) == 0 else '')",
    "makes a user namespace": "print('ESCAPED' if libc.unshare(0x10000000) == 0 else '')",
    "mounts": "print('ESCAPED' if libc.mount(b'none', b'/work', b'tmpfs', 0, None) == 0 else '')",
    "unmounts its tmpfs": "print('ESCAPED' if libc.umount2(b'/work', 2) == 0 else '')",
    "changes its root": "print('ESCAPED' if libc.chroot(b'/work') == 0 else '')",
    "becomes root": "os.setuid(0); print('ESCAPED')",
    "renames the host": "socket.sethostname('escaped'); print('ESCAPED')",
    "opens a raw socket": "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1); print('ESCAPED')",
    "opens a packet socket": "socket.socket(socket.AF_PACKET, socket.SOCK_RAW); print('ESCAPED')",
    "opens a netlink socket": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0); print('ESCAPED')",
    "uses bpf": "print('ESCAPED' if libc.syscall(321, 0, 0, 0) >= 0 else '')",
    "uses io_uring": "print('ESCAPED' if libc.syscall(425, 1, ctypes.create_string_buffer(200)) >= 0 else '')",
    "uses keyrings": "print('ESCAPED' if libc.syscall(250, 0, -5, 1) >= 0 else '')",
    "uses userfaultfd": "print('ESCAPED' if libc.syscall(323, 0) >= 0 else '')",
    "speaks i386": "print('ESCAPED' if libc.syscall(0x40000000 + 39) > 0 else '')",
    "inherits descriptors": "print('ESCAPED' if set(map(int, os.listdir('/proc/self/fd'))) - {0, 1, 2, 3} else '')",
    "finds secrets in the environment": "print('ESCAPED' if 'CLASSROOM_SECRET_KEY' in os.environ else '')",
    "raises its limits": "import resource as r; r.setrlimit(r.RLIMIT_NPROC, (9999, 9999)); print('ESCAPED')",
    "has capabilities": "print('' if 'CapEff:\\t0000000000000000' in open('/proc/self/status').read() else 'ESCAPED')",
    "has a bounding set": "print('' if 'CapBnd:\\t0000000000000000' in open('/proc/self/status').read() else 'ESCAPED')",
    "may gain privileges": "print('' if 'NoNewPrivs:\\t1' in open('/proc/self/status').read() else 'ESCAPED')",
    "runs unfiltered": "print('' if 'Seccomp:\\t2' in open('/proc/self/status').read() else 'ESCAPED')",
    "writes kernel settings": "open('/proc/sys/kernel/core_pattern', 'w').write('x'); print('ESCAPED')",
    "fills the disk": "open('/work/big', 'wb').write(bytes(64 * 2**20)); print('ESCAPED')",
}


@pytest.mark.parametrize("name", ATTACKS)
async def test_attack(box: Box, name: str) -> None:
    seen = await box.run(HEAD + "print('began')\n" + ATTACKS[name])
    assert seen.text().startswith("began"), seen
    assert "ESCAPED" not in seen.text()


async def test_nothing_survives_into_the_next_run(box: Box) -> None:
    leave = "for p in ('/work/left', '/tmp/left', '/dev/shm/left'):\n    open(p, 'w').write('x')"
    assert (await box.run(leave)).outcome.status == "ok"
    look = "import glob; print(glob.glob('/work/left') + glob.glob('/tmp/*/left') + glob.glob('/dev/shm/left'))"
    assert (await box.run(look)).text() == "[]\n"


async def test_runs_draw_different_random_numbers(box: Box) -> None:
    program = "import random, uuid; print(random.random(), uuid.uuid4())"
    assert (await box.run(program)).text() != (await box.run(program)).text()
