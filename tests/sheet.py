"""The contact sheet of all figures, by day and by night: `python -m tests.sheet OUTDIR [URL]`.

Asks a running server for the page of exercises and lays its figures out in seven columns, still and
without the rest of the page: `exercises-light.png` and `exercises-dark.png`.
"""

import sys
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.chromium import FLAGS, program
from tests.shots import SCHEMES, URL, Scheme

WIDTH: Final = 1260
COLOURS: Final = 192
LAYOUT: Final = """
  .top, .foot, .filters, .page-head, .purpose > :not(ul), #exercises > .meta, .sheet .meta,
  .sheet .level { display: none !important; }
  main { max-width: none !important; padding: 24px !important; }
  #exercises { display: grid; grid-template-columns: repeat(7, 1fr); gap: 20px 16px !important; }
  .purpose, .sheet { display: contents !important; }
  .sheet strong { font-size: 13px; font-weight: 400; }
"""


def take(browser: Browser, url: str, scheme: Scheme, path: Path) -> None:
    size: ViewportSize = {"width": WIDTH, "height": 900}
    with browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{url}/exercises/", wait_until="networkidle")
        page.add_style_tag(content=LAYOUT)
        page.locator("main").screenshot(path=path)
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
    few.save(path, optimize=True)


def main(out: str, url: str = URL) -> None:
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        for scheme in SCHEMES:
            take(browser, url.rstrip("/"), scheme, folder / f"exercises-{scheme}.png")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
