"""Runs inside the worker's container and prints, as JSON, what a process there may do."""

import json
import socket
from pathlib import Path

FOLDERS = ("/", "/classroom", "/data", "/etc", "/home", "/run", "/sys/fs/cgroup", "/tmp", "/var/tmp")  # noqa: S108
# An address outside is reached if anything answers at all, also with a refusal.
ADDRESSES = (("database", 5432), ("valkey", 6379), ("web", 8000), ("1.1.1.1", 53))


def _status() -> dict[str, str]:
    lines = Path("/proc/1/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _is_writable(folder: str) -> bool:
    path = Path(folder, "probe")
    try:
        path.write_text("")
    except OSError:
        return False
    path.unlink()
    return True


def _is_reached(address: tuple[str, int]) -> bool:
    try:
        socket.create_connection(address, timeout=2).close()
    except OSError:
        return False
    return True


status = _status()
print(
    json.dumps(
        {
            "user": status["Uid"].split()[0],
            "capabilities": sorted({value for name, value in status.items() if name.startswith("Cap")}),
            "no_new_privileges": status["NoNewPrivs"],
            "seccomp": status["Seccomp"],
            "writable": [folder for folder in FOLDERS if _is_writable(folder)],
            "reached": [f"{host}:{port}" for host, port in ADDRESSES if _is_reached((host, port))],
        }
    )
)
