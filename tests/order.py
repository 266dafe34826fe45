"""In which order the tests are dealt out: what takes long first, so that nobody waits for it.

A file listed here takes ten seconds or more; one left out costs time and nothing else.
"""

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
    "security",
    "browser",
    "player",
    "coach/test_exact.py",
)


def begins_at(path: Path) -> int:
    """The place of a file in the line; the shorter ones come behind, as they stand."""
    name = path.relative_to(TESTS).as_posix()
    found = (n for n, long in enumerate(LONG) if f"{name}/".startswith(f"{long}/"))
    return next(found, len(LONG))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: begins_at(item.path))
