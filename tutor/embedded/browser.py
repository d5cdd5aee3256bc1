"""Finds a Chromium for the browser tests: the machine's own, or one from an npm package, which needs no root."""

import os
import shutil
import subprocess
from collections.abc import Callable

from tutor.embedded.assets import NODE, npm
from tutor.embedded.home import CACHE

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGE = "@sparticuz/chromium@153.0.0"
FOLDER = CACHE / "chromium"
# The package unpacks itself, with the libraries that a bare system lacks, where it believes to be on such a one.
# The package's own configuration looks for its fonts elsewhere, and Chromium dies without any.
FONTS = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{FOLDER / "fonts"}</dir><cachedir>{FOLDER / "fonts-cache"}</cachedir></fontconfig>
"""
UNPACK = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();'


def provide_chromium(say: Callable[[str], None]) -> str:
    """Return the path of a Chromium that starts here, installing one if there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    launcher = FOLDER / "chromium-here"
    if not launcher.exists():
        say("Installing a Chromium for the browser tests")
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "package.json").write_text('{"private": true, "type": "module"}')
        npm("install", "--prefix", str(FOLDER), "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE)
        environment = {**os.environ, "TMPDIR": str(FOLDER), "AWS_LAMBDA_JS_RUNTIME": "nodejs22.x"}
        subprocess.run([NODE, "--input-type=module", "-e", UNPACK], cwd=FOLDER, env=environment, check=True)
        (FOLDER / "fonts.conf").write_text(FONTS)
        launcher.write_text(
            f'#!/bin/sh\nexport LD_LIBRARY_PATH="{FOLDER}/al2023/lib" FONTCONFIG_FILE="{FOLDER}/fonts.conf"\n'
            f'exec "{FOLDER}/chromium" "$@"\n'
        )
        launcher.chmod(0o755)
    return str(launcher)
