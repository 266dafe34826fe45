"""Which coach made a plan: a fingerprint of its rules, so that nobody has to remember a number."""

import hashlib
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final


def _sources(folder: Traversable) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += [(f"{entry.name}/{name}", text) for name, text in _sources(entry)]
        elif entry.name.endswith((".py", ".json")):
            found.append((entry.name, entry.read_bytes()))
    return sorted(found)


def _fingerprint() -> str:
    total = hashlib.sha256()
    for name, text in _sources(resources.files("apps.coach")):
        total.update(f"{name}\0{len(text)}\0".encode() + text)
    return total.hexdigest()[:12]


COACH_VERSION: Final = _fingerprint()
"""Twelve hex digits over every rule and table of the coach."""
