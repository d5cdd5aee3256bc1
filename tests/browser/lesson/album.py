"""A numbered series of pictures."""

import re
from itertools import count
from pathlib import Path

from playwright.sync_api import Page


class Album:
    """Takes a picture of what somebody sees now; the file's name says which moment it is."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._numbers = count(1)

    def take(self, page: Page, caption: str) -> None:
        name = re.sub(r"\W+", "-", caption.lower()).strip("-")
        page.evaluate("document.fonts.ready")
        page.screenshot(path=self._folder / f"{next(self._numbers):02}-{name}.png")
