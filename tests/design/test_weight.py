"""A page weighs less than a photograph: what a first visit fetches, compressed."""

import gzip
import re
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest
from django.contrib.staticfiles import finders

KIB = 1024
FETCHED = re.compile(r'(?:href|src)="/static/([^"#]+)["#]')
READABLE = (".css", ".js", ".svg", ".webmanifest")


def fetched(html: str) -> set[str]:
    """The names of every static file that a browser fetches for the page."""
    return set(FETCHED.findall(html))


def weight(name: str, pack) -> int:
    path = finders.find(name)
    assert path, f"{name} is not there"
    body = Path(path).read_bytes()
    return len(pack(body)) if name.endswith(READABLE) else len(body)


@pytest.fixture
def landing(client, db, settings) -> str:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    return str(client.get("/").content, "utf-8")


def test_a_first_visit_weighs_at_most_60_kib(landing):
    files = sum(weight(name, gzip.compress) for name in fetched(landing))
    assert files + len(gzip.compress(landing.encode())) <= 60 * KIB


def test_script_and_style_weigh_at_most_45_kib(landing):
    names = [name for name in fetched(landing) if name.endswith((".css", ".js"))]
    assert len(names) >= 4
    assert sum(weight(name, gzip.compress) for name in names) <= 45 * KIB


def test_brotli_is_lighter_still(landing):
    names = [name for name in fetched(landing) if name.endswith((".css", ".js"))]
    assert sum(weight(name, brotli.compress) for name in names) <= 35 * KIB


def test_the_typeface_weighs_at_most_30_kib():
    assert weight("fonts/atkinson-hyperlegible-next.woff2", bytes) <= 30 * KIB
