"""What a sandbox looks like from outside: its processes, as the machine sees them."""

from pathlib import Path

import psutil


def command(process: psutil.Process) -> str:
    """Return a process's command line, nothing when it has just ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def below(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Return these processes and all that are beneath them."""
    return [*processes, *(child for process in processes for child in children(process, recursive=True))]


def children(process: psutil.Process, recursive: bool = False) -> list[psutil.Process]:
    """Return a process's children, none when it has just ended."""
    try:
        return process.children(recursive)
    except psutil.NoSuchProcess:
        return []


def ours(*words: str) -> list[psutil.Process]:
    """Return this process's descendants whose command line contains all the words."""
    found = psutil.Process().children(recursive=True)
    return [process for process in found if all(word in command(process) for word in words)]


class Opened:
    """The processes of the sandbox that is opened on a home of its own."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def processes(self) -> list[psutil.Process]:
        """All of them."""
        return below([child for child in psutil.Process().children() if f" {self._home}/" in command(child)])

    def templates(self) -> list[psutil.Process]:
        """The processes that programs are forks of: more than one while an old one leaves."""
        inner = [process for process in self.processes() if "bwrap" in command(process) and _is_of(process, "program")]
        return [one for bwrap in inner for one in children(bwrap) if "bwrap" not in command(one)]

    def cells(self) -> list[psutil.Process]:
        """What was forked for programs: cells that wait, and cells with a program in them."""
        return [cell for template in self.templates() for cell in children(template)]

    def servers(self) -> list[psutil.Process]:
        """The first process of each leased server."""
        return [process for process in self.processes() if "postgres -D /lease/data" in command(process)]


def _is_of(process: psutil.Process, role: str) -> bool:
    return f"main() {role} " in command(process)
