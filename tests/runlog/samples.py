"""The recordings at hand: ours always, the larger collection beside the checkout where it is."""

import json
from pathlib import Path
from typing import Any

import pytest

OURS = Path(__file__).resolve().parent.parent / "data" / "activities"
BESIDE = (folder / "shared/data/activities" for folder in Path(__file__).resolve().parents[3:])
SHARED = next((folder for folder in BESIDE if folder.exists()), OURS)
OTHER_KINDS = {"archive", "csv_sample"}

Sample = tuple[Path, dict[str, Any]]


def listed(name: str) -> list[Sample]:
    """Each file once, ours first."""
    found: dict[str, Sample] = {}
    for folder in (OURS, SHARED):
        if (folder / name).exists():
            for entry in json.loads((folder / name).read_text()):
                found.setdefault(entry["file"], (folder / entry["file"], entry))
    return list(found.values())


RECORDINGS = [one for one in listed("manifest.json") if one[1]["category"] not in OTHER_KINDS]
HOSTILE = [one for one in listed("hostile.json") if not one[1]["file"].endswith(".zip")]


NOT_HERE = pytest.mark.skip("needs the larger collection, which is not beside this checkout")


def named(samples: list[Sample]) -> dict[str, Any]:
    """Arguments for `parametrize`; where there is none, one that says so."""
    if not samples:
        return {"argvalues": [pytest.param(None, None, marks=NOT_HERE)]}
    return {"argvalues": samples, "ids": [entry["file"] for _, entry in samples]}


def ours(file: str) -> bytes:
    return (OURS / file).read_bytes()
