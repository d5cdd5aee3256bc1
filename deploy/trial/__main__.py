"""`deploy/check`: build, start, use, remove."""

import json
import os
import secrets
import socket
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from deploy.trial.composition import read_networks, read_services
from deploy.trial.images import build, image, import_tree, remove_images
from deploy.trial.podman import Project, TrialError
from deploy.trial.privileges import compare
from deploy.trial.walk import walk
from tutor.embedded.assets import NODE
from tutor.embedded.browser import provide_chromium

# The slowest is a worker on a busy machine: it imports the learners' environment.
READY_SECONDS = 120.0
# What runs in a container with the worker's options.
CORPUS = ("tests/sandbox", "tests/hostile")
# Where the attacks' canaries are planted: the one thing that such a container has and the worker has not.
HOME = "/home/canary"
PYTEST = ("python", "-m", "pytest", "-q", "-p", "tests.environment", "-p", "no:cacheprovider")


def main() -> None:
    """Show all of it, and leave nothing behind; ends with a sentence and exit code 1 when something is not so."""
    options = _options()
    # Playwright's own Node needs a library that a bare system lacks.
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = NODE
    project = Project(f"classroom-check-{os.getpid()}")
    try:
        _say("building the images; this takes some minutes")
        build(import_tree(options.tree) if options.tree else options.base)
        _try_out(project, options.pytest)
    except TrialError as error:
        raise SystemExit(f"deploy/check: {error}") from error
    finally:
        project.remove()
        if not options.keep_images:
            remove_images()
    _say("passed, and removed")


def _options() -> Namespace:
    parser = ArgumentParser(prog="deploy/check", description=__doc__)
    parser.add_argument("--base", default="debian:bookworm-slim", help="the image to build on")
    parser.add_argument("--tree", type=Path, help="build on a folder that holds a system, as debootstrap makes it")
    parser.add_argument("--keep-images", action="store_true", help="the next check is quicker with them")
    parser.add_argument("pytest", nargs="*", default=CORPUS, help=f"what to test inside, instead of {' '.join(CORPUS)}")
    return parser.parse_args()


def _try_out(project: Project, corpus: list[str]) -> None:
    port = _free_port()
    services = read_services(_variables(port))
    try:
        project.make_ground(services, read_networks())
        _start(project, services)
        told = json.loads(project.logs("prepare").splitlines()[-1])
        _say("the worker has no privilege, writes to /tmp only, and reaches nothing but database and queue")
        compare(project)
        _say("exercise 1.2 in a browser")
        walk(f"http://127.0.0.1:{port}", told["join_code"], provide_chromium(_say))
        _say(f"{' '.join(corpus)} with the worker's options")
        _test(project, services["worker"], corpus)
    except BaseException:
        for name in services:
            print(f"== {name}\n{project.logs(name)[-3000:]}")
        raise


def _variables(port: int) -> dict[str, str]:
    secret = ("CLASSROOM_SECRET_KEY", "CLASSROOM_DATABASE_PASSWORD", "CLASSROOM_VALKEY_PASSWORD")
    return {
        **{name: secrets.token_hex() for name in secret},
        "CLASSROOM_PORT": str(port),
        "CLASSROOM_IMAGE": image("server"),
    }


def _start(project: Project, services: dict[str, dict[str, Any]]) -> None:
    """In compose's order: whatever others wait for is ready before they start."""
    for name, service in services.items():
        began = time.monotonic()
        project.start(name, service)
        if "healthcheck" in service:
            project.wait_until_healthy(name, service, READY_SECONDS)
        elif service["restart"] == "no":
            project.wait_until_done(name, READY_SECONDS)
        _say(f"{name} is ready after {time.monotonic() - began:.1f} s")


def _test(project: Project, worker: dict[str, Any], corpus: list[str]) -> None:
    environment = {**worker["environment"], "HOME": HOME, "HYPOTHESIS_STORAGE_DIRECTORY": "/tmp/hypothesis"}  # noqa: S108
    tmpfs = [*worker["tmpfs"], f"{HOME}:size=1m,mode=1777,noexec,nosuid,nodev"]
    like_worker = {**worker, "image": image("tests"), "environment": environment, "tmpfs": tmpfs}
    if project.run("tests", like_worker, *PYTEST, *corpus) != 0:
        raise TrialError("not all tests passed inside a container with the worker's options")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _say(text: str) -> None:
    print(f"· {text}", flush=True)


if __name__ == "__main__":
    main()
