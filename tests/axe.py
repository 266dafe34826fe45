"""What axe finds on a page: barriers for people who do not see, hear or point as most do.

By night everything is asked as by day, or colours alone of a page that was asked by day already:
tests/design/test_contrast.py holds that the night changes nothing else.
"""

from functools import cache
from typing import Any, Final, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SHOWN: Final = 3
A_MOMENT_MS: Final = 500
PAINTED: Final = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 80)))"
COLOURS: Final = {"runOnly": ["color-contrast", "link-in-text-block"]}
RUN: Final = """async (asked) => {
  const told = await axe.run({ resultTypes: ["violations"], ...asked });
  return told.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]);
}"""
Light = Literal["light", "dark"]
Found = list[tuple[str, list[str]]]


@cache
def _script() -> str:
    return str(Axe().axe_script)


def violations(page: Page, asked: dict[str, Any] | None = None) -> Found:
    """Each rule that the page as it stands now breaks, with the first elements that do."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_script())
    return [(rule, nodes[:SHOWN]) for rule, nodes in page.evaluate(RUN, asked or {})]


def by_day_and_night(page: Page) -> dict[Light, Found]:
    """What is found on the page by day, and of its colours by night; nothing: an empty dict.

    A page takes a moment to put on its other colours: what is found is asked once more.
    """
    found: dict[Light, Found] = {}
    lights: tuple[tuple[Light, dict[str, Any]], ...] = (("light", {}), ("dark", COLOURS))
    for light, asked in lights:
        page.emulate_media(color_scheme=light, reduced_motion="reduce")
        page.evaluate(PAINTED)
        if violations(page, asked):
            page.wait_for_timeout(A_MOMENT_MS)
            if told := violations(page, asked):
                found[light] = told
    return found
