"""Root may start the classroom, but no service and no learner's program ever runs as root."""

import os
import pwd


def become_ordinary_user() -> None:
    """Change from root to the user named by ``CLASSROOM_USER`` (set by ``./classroom``); others stay who they are."""
    if os.getuid() != 0:
        return
    name = os.environ.get("CLASSROOM_USER")
    if not name:
        raise SystemExit("Root cannot run this by itself: start it as `./classroom …`, which picks an ordinary user.")
    user = pwd.getpwnam(name)
    os.initgroups(user.pw_name, user.pw_gid)
    os.setresgid(user.pw_gid, user.pw_gid, user.pw_gid)
    os.setresuid(user.pw_uid, user.pw_uid, user.pw_uid)
    os.environ.update(HOME=user.pw_dir, USER=name, LOGNAME=name)
