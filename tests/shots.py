"""One picture for each page of a running server: `python -m tests.shots OUTDIR [URL]`.

Side by side: a phone by day and by night, a laptop by day and by night. Strangers' pages first,
then the demo account's (`manage.py demo` makes it) with the pages its week leads to, then the first
three screens of somebody new. The width of a page that scrolls sideways is printed.
"""

import io
import re
import secrets
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.chromium import FLAGS, PHONE, program
from tests.design.pages import EXERCISES, FOR_ALL, FOR_RUNNERS

LAPTOP: ViewportSize = {"width": 1280, "height": 800}
SIZES = (PHONE, LAPTOP)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
URL = "http://localhost:8000"
LED_TO = {
    "run": r"/runs/\d+/$",
    "session": r"/sessions/\d+/$",
    "plan-revision": r"/week/[\d-]+/\d+/$",
    "week-versions": r"/week/[\d-]+/versions/$",
    "week-change": r"/week/[\d-]+/change/",
    "why-not": r"/week/[\d-]+/why-not/",
    "item-change": r"/plan/items/[^/]+/change/",
}
"""Pages whose addresses hold a number, by the link that leads to them."""
LEADING = ("/week/", "/week/past/", "/runs/", "/sessions/")
GROUND, GAP, TALLEST, SHARE = "#8a8f98", 24, 1800, 0.75

INDEX = """# Every page

On a phone by day and by night, on a laptop by day and by night, with the demo account's year of
running: `make run`, then `python -m tests.shots docs/pages`. What is taller is cut off.
"""

Shots = dict[str, list[Image.Image]]


def name_of(path: str) -> str:
    return path.strip("/").replace("/", "-") or "landing"


def keep(shots: Shots, page: Page, name: str, path: str) -> None:
    """In a window as high as the page, so that what sticks to its edges stands there."""
    size = page.viewport_size or LAPTOP
    high = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size(
        {"width": size["width"], "height": min(TALLEST, max(high, size["height"]))}
    )
    shots[name].append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.set_viewport_size(size)
    print(name, path, f"+{wide} px" if wide else "", flush=True)


def shoot(shots: Shots, page: Page, url: str, paths: Iterable[str]) -> None:
    for path in paths:
        page.goto(url + path, wait_until="load")
        keep(shots, page, name_of(path), path)


def addresses_led_to(page: Page, url: str) -> dict[str, str]:
    """The first link of each kind that the leading pages hold."""
    found: dict[str, str] = {}
    for path in LEADING:
        page.goto(url + path)
        links = page.locator("main a[href]").evaluate_all(
            "all => all.map(a => a.pathname + a.search)"
        )
        for name, pattern in LED_TO.items():
            if fitting := [link for link in links if re.search(pattern, link)]:
                found.setdefault(name, fitting[0])
    return found


def as_the_demo(shots: Shots, page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("button", name="Try the demo").click()
    page.wait_for_url("**/today/")
    shoot(shots, page, url, FOR_RUNNERS)
    for name, path in addresses_led_to(page, url).items():
        page.goto(url + path)
        keep(shots, page, name, path)


def as_somebody_new(shots: Shots, page: Page, url: str) -> None:
    page.goto(f"{url}/accounts/signup/")
    page.locator('input[name="email"]').fill(f"new-{secrets.token_hex(4)}@example.org")
    for field in ("password1", "password2"):
        page.locator(f'input[name="{field}"]').fill("seven-lanes-and-a-mat")
    page.get_by_role("button", name="Sign up", exact=True).click()
    page.wait_for_url("**/start/you/")
    keep(shots, page, "start-you", "/start/you/")
    page.locator('input[name="birth_year"]').fill("1987")
    page.get_by_label("Hamstride may keep").check()
    for name in ("start-week", "start-hamstrings"):
        page.locator("main form .button-primary").click()
        page.wait_for_url(f"**/{name.replace('-', '/')}/")
        keep(shots, page, name, page.url)


def go_round(browser: Browser, url: str, shots: Shots, size: ViewportSize, scheme: Scheme) -> None:
    with browser.new_context(viewport=size, color_scheme=scheme) as context:
        shoot(shots, context.new_page(), url, [*FOR_ALL, *EXERCISES])
        as_the_demo(shots, context.new_page(), url)
    with browser.new_context(viewport=size, color_scheme=scheme) as context:
        as_somebody_new(shots, context.new_page(), url)


def side_by_side(shots: list[Image.Image]) -> Image.Image:
    """On one ground, each from its top."""
    height = max(shot.height for shot in shots)
    width = sum(shot.width + GAP for shot in shots) + GAP
    sheet = Image.new("RGB", (width, height + 2 * GAP), GROUND)
    left = GAP
    for shot in shots:
        sheet.paste(shot, (left, GAP))
        left += shot.width + GAP
    size = (round(sheet.width * SHARE), round(sheet.height * SHARE))
    return sheet.resize(size, Image.Resampling.LANCZOS)


def main(out: str, url: str = URL) -> None:
    shots: Shots = defaultdict(list)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        for size, scheme in product(SIZES, SCHEMES):
            go_round(browser, url.rstrip("/"), shots, size, scheme)
        browser.close()
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for name, all_four in shots.items():
        side_by_side(all_four).save(folder / f"{name}.webp", quality=60, method=6)
    told = "".join(f"\n## {name}\n\n![{name}]({name}.webp)\n" for name in shots)
    (folder / "README.md").write_text(INDEX + told)


if __name__ == "__main__":
    main(*sys.argv[1:3])
