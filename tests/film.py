"""The player as a strip of pictures: `python -m tests.film OUT.png [URL]`.

On a running server, with the demo account (`manage.py demo` makes it): a routine is built, played
by a clock that runs ahead, and deleted again. Needs Pillow.
"""

import io
import sys
from collections.abc import Iterator

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.chromium import FLAGS, PHONE, program

URL = "http://localhost:8000"
NAME = "Two quiet minutes"
EXERCISES = ("single-leg-bridge", "nordic-lowering")
WIDTH, GAP = 260, 14
PAPER = (251, 247, 239)


def build(page: Page, url: str) -> str:
    """The address of a routine of these exercises, one set each."""
    page.goto(f"{url}/routines/new/")
    page.get_by_label("Name", exact=True).fill(NAME)
    for slug in EXERCISES:
        page.locator("select[name=add]").select_option(slug)
        page.get_by_role("button", name="Add it").click()
    for one in page.locator("input[name=sets]").all():
        one.fill("1")
    page.get_by_role("button", name="Save routine").click()
    page.get_by_role("heading", name=NAME).wait_for()
    return page.url.partition("#")[0]


def frames(page: Page) -> Iterator[bytes]:
    """Get ready, the left leg, change sides, the next exercise, it hurts, done."""
    page.get_by_role("button", name="Start", exact=True).click()
    stage = page.locator("[data-part=stage]")
    stage.wait_for()
    yield page.screenshot()
    stage.locator("[data-do=go]").click()
    page.clock.run_for(10_000 + 12_500)
    yield page.screenshot()
    page.clock.run_for(28_500)
    yield page.screenshot()
    page.clock.run_for(5_000 + 41_000 + 20_000 + 9_000)
    yield page.screenshot()
    stage.locator("[data-do=hurts]").click()
    yield page.screenshot()
    page.locator("dialog[open] [data-do=close]").click()
    for _ in range(2):
        stage.locator("[data-do=next]").click()
    page.clock.run_for(2_000)
    yield page.screenshot()


def strip(pictures: list[bytes]) -> Image.Image:
    """All of them side by side, each as wide as `WIDTH`."""
    images = [Image.open(io.BytesIO(one)).convert("RGB") for one in pictures]
    height = round(WIDTH * images[0].height / images[0].width)
    whole = Image.new("RGB", (len(images) * (WIDTH + GAP) + GAP, height + 2 * GAP), PAPER)
    for place, image in enumerate(images):
        small = image.resize((WIDTH, height), Image.Resampling.LANCZOS)
        whole.paste(small, (GAP + place * (WIDTH + GAP), GAP))
    return whole


def main(out: str, url: str = URL) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        page = browser.new_context(viewport=PHONE, device_scale_factor=2).new_page()
        page.clock.install()
        page.goto(url)
        page.get_by_role("button", name="Try the demo").click()
        page.wait_for_url("**/today/")
        routine = build(page, url.rstrip("/"))
        picture = strip(list(frames(page)))
        page.goto(f"{routine}delete/")
        page.get_by_role("button", name="Delete it").click()
        browser.close()
    picture.quantize(128).save(out, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
