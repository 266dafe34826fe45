"""Which Chromium there is, and how it is started."""

import os
import shutil
from typing import Final

from playwright.sync_api import ViewportSize

NAMES: Final = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}


def program() -> str | None:
    """The browser: `CHROMIUM` where it is set, else the first that the PATH knows."""
    given = os.environ.get("CHROMIUM")
    return given or next(filter(None, map(shutil.which, NAMES)), None)
