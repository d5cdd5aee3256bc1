"""The walls that a kernel can lack while all others stand: without them nothing runs, unless somebody accepts that."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from sandbox.template import landlock

WallName = Literal["landlock", "landlock-scopes"]


@dataclass(frozen=True)
class Wall:
    """What is missing, what that costs, and what mends it, each as a sentence."""

    missing: str
    cost: str
    cure: str


WALLS: dict[WallName, Wall] = {
    "landlock": Wall(
        "The kernel has no Landlock, or it is switched off.",
        "What a program reads, writes and starts is then held by mounts and permissions only, "
        "and one overlooked mount is a hole.",
        "Linux 5.13 or newer; as root: add landlock to the list after lsm= on the kernel's command line "
        "(GRUB_CMDLINE_LINUX in /etc/default/grub; /sys/kernel/security/lsm is the list now), "
        "then update-grub && reboot",
    ),
    "landlock-scopes": Wall(
        "The kernel's Landlock cannot hold back signals and abstract sockets.",
        "A program's signals and abstract sockets are then held by its process and network namespaces only.",
        "Linux 6.12 or newer; on Debian as root: apt install -t stable-backports linux-image-amd64 && reboot",
    ),
}


def missing() -> list[WallName]:
    """Return the names of the walls that this kernel cannot build."""
    known = landlock.version()
    if known < 1:
        return ["landlock"]
    return ["landlock-scopes"] if known < 6 else []


def required(accepted: Collection[WallName]) -> set[WallName]:
    """Return the walls that a run must have: all but the accepted ones. Without Landlock there are no scopes either."""
    return set(WALLS) - set(accepted) - ({"landlock-scopes"} if "landlock" in accepted else set())
