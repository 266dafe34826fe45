"""The policy forbids inline script and style; so do the templates, or a page would break."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.files import ROOT, name_of, templates

FORBIDDEN = {
    "inline style": re.compile(r"<[^>]*\sstyle\s*="),
    "style element": re.compile(r"<style[\s>]"),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>"),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*="),
    "hx-on": re.compile(r"\b(?:data-)?hx-on\b"),
    "js: value": re.compile(r"""hx-(?:vals|headers)\s*=\s*["'](?:js|javascript):"""),
    "javascript: address": re.compile(r"""(?:href|src|action)\s*=\s*["']?\s*javascript:"""),
    "third party": re.compile(r"<(?:script|link|img|iframe)[^>]*(?:src|href)\s*=\s*.?https?:"),
    "turned-off escaping": re.compile(r"(?<!help_text)\|\s*safe\b|{%\s*autoescape off"),
}


def pages() -> list[Path]:
    """Templates for browsers; a mail's style cannot come from anywhere but inside it."""
    return [path for path in templates() if "emails" not in path.parts]


def found(pattern: re.Pattern[str]) -> Iterator[str]:
    for path in pages():
        text = path.read_text()
        for match in pattern.finditer(text):
            yield f"{name_of(path)}:{text.count(chr(10), 0, match.start()) + 1}"


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_page_holds(what: str):
    assert list(found(FORBIDDEN[what])) == []


@pytest.mark.parametrize(
    ("what", "guilty"),
    [
        ("inline style", '<p class="a" style="color: red">'),
        ("inline script", "<script>go()</script>"),
        ("event handler", '<button onclick="go()">'),
        ("third party", '<script src="https://cdn.example.org/x.js">'),
        ("turned-off escaping", "{{ notes|safe }}"),
    ],
)
def test_the_pattern_would_catch_it(what: str, guilty: str):
    assert FORBIDDEN[what].search(guilty)


def test_scripts_of_ours_use_no_eval():
    ours = [path for path in (ROOT / "static").rglob("*.js") if "vendor" not in path.parts]
    banned = re.compile(r"\beval\(|new Function\(|\.innerHTML\s*=|document\.write\(")
    assert [name_of(path) for path in ours if banned.search(path.read_text())] == []
