"""What benchmarks and long tests print: one JSON line for each figure."""

import json
import os
import platform
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

Figure = Callable[..., None]
MEASURED_WITH = ("django", "celery", "numpy", "gunicorn", "psycopg")


@pytest.fixture
def figure(capsys: pytest.CaptureFixture[str]) -> Figure:
    """Print `name`, `figure`, `unit` and what it was measured `against` as one line of JSON.

    `reference` is what was measured beside it in the same run, in the same unit; the line then
    holds the ratio too. Where FIGURES names a file, the line is added to it.
    """

    def show(
        name: str, value: float, unit: str, against: str, *, reference: float | None = None
    ) -> None:
        line: dict[str, Any] = {"name": name, "figure": value, "unit": unit, "against": against}
        if reference:
            line |= {"reference": round(reference, 3), "ratio": round(value / reference, 3)}
        told = json.dumps({**line, "machine": _machine(), "versions": _versions()})
        with capsys.disabled():
            print(f"\n{told}")
        if at := os.environ.get("FIGURES"):
            with Path(at).open("a") as file:
                file.write(f"{told}\n")

    return show


@cache
def _machine() -> dict[str, Any]:
    """What the figures depend on and another machine has otherwise; no names, no addresses."""
    pages, size = (os.sysconf(name) for name in ("SC_PHYS_PAGES", "SC_PAGE_SIZE"))
    return {
        "cpu": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(pages * size / 1e9),
        "system": f"{platform.system()} {platform.machine()}",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


@cache
def _versions() -> dict[str, str]:
    database = os.environ.get("TESTS_DATABASE", "sqlite").partition(":")[0]
    found = {name: version(name) for name in MEASURED_WITH}
    return {"python": platform.python_version(), "database": database, **found}
