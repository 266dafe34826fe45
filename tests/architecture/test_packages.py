"""What is installed is pinned and hashed, and no registry's address stands in a file."""

import re

import pytest

from tests.architecture.files import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "config/uv.txt")


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_its_hashes(name: str):
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
    assert entries
    loose = [one for one in entries if "==" not in one or "--hash=sha256:" not in one]
    assert loose == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_an_address(name: str):
    assert "://" not in (ROOT / name).read_text()


def test_what_the_product_runs_on_is_what_the_tests_run_on():
    pinned = [
        set(re.findall(r"^[^\s#].*?==[^\s\\]+(?: ;[^\\]*)?", (ROOT / name).read_text(), re.M))
        for name in LOCKS[:2]
    ]
    assert pinned[0] <= pinned[1]
