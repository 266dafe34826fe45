"""In which order the tests are dealt out: what takes long first, so that nobody waits for it.

A file listed here takes several seconds; it is marked `long`, and the quick turn leaves it out.
"""

from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LONG = (
    "faults",
    "machinery",
    "tasks",
    "machines",
    "design/test_first_visit.py",
    "backup",
    "coach/test_properties.py",
    "runlog/test_damaged.py",
    "security/test_every_address.py",
    "security/test_enumeration.py",
    "security/test_guessing.py",
    "security/test_forgery.py",
    "security/test_no_admin.py",
    "security/test_foreign_fields.py",
    "security/test_random_requests.py",
    "security/test_headers.py",
    "security/test_tokens.py",
    "security/test_script_in_every_field.py",
    "browser",
    "player",
    "runlog/test_import_page.py",
    "runlog/test_batches.py",
    "runlog/test_hostile_archives.py",
    "runlog/test_hostile.py",
    "coach/test_exact.py",
    "pages/test_demo.py",
    "watch",
)


@cache
def begins_at(path: Path) -> int:
    """The place of a file in the line; the shorter ones come behind, as they stand."""
    name = path.relative_to(TESTS).as_posix()
    found = (n for n, long in enumerate(LONG) if f"{name}/".startswith(f"{long}/"))
    return next(found, len(LONG))


def pytest_itemcollected(item: pytest.Item) -> None:
    if begins_at(item.path) < len(LONG):
        item.add_marker("long")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: begins_at(item.path))
