"""What axe finds on a page: barriers for people who do not see, hear or point as most do."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SHOWN = 3


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Each rule that the page as it stands now breaks, with the first elements that do."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]][:SHOWN]) for one in found]


def lasting(page: Page) -> list[tuple[str, list[str]]]:
    """The same once more where something was found: a page takes a moment to change its colours."""
    if violations(page):
        page.wait_for_timeout(500)
        return violations(page)
    return []
