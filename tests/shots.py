"""Pictures of every page of a running server: `python -m tests.shots OUTDIR [URL]`.

Strangers' pages first, then the demo account's (`manage.py demo` makes it), at the size of a phone
and of a laptop, by day and by night. The width of a page that scrolls sideways is printed.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.chromium import FLAGS, PHONE, program
from tests.design.pages import EXERCISES, FOR_ALL, FOR_RUNNERS

LAPTOP: ViewportSize = {"width": 1280, "height": 800}
SIZES = {"phone": PHONE, "laptop": LAPTOP}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
URL = "http://localhost:8000"


def name_of(path: str) -> str:
    return path.strip("/").replace("/", "-") or "landing"


def shoot(page: Page, url: str, paths: Iterable[str], folder: Path) -> None:
    for path in paths:
        answer = page.goto(url + path, wait_until="load")
        page.screenshot(path=folder / f"{name_of(path)}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        print(answer.status if answer else "?", folder.name, path, f"+{wide} px" if wide else "")


def go_round(browser: Browser, url: str, out: Path, size: str, scheme: Scheme) -> None:
    folder = out / f"{size}-{scheme}"
    folder.mkdir(parents=True, exist_ok=True)
    with browser.new_context(viewport=SIZES[size], color_scheme=scheme) as context:
        page = context.new_page()
        shoot(page, url, [*FOR_ALL, *EXERCISES], folder)
        page.goto(url)
        page.get_by_role("button", name="Try the demo").click()
        page.wait_for_url("**/today/")
        shoot(page, url, FOR_RUNNERS, folder)


def main(out: str, url: str = URL) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        for size in SIZES:
            for scheme in SCHEMES:
                go_round(browser, url.rstrip("/"), Path(out), size, scheme)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
