"""Time zones: whether their tables are of today, and know every runner's."""

import re
import zoneinfo
from importlib.metadata import version
from pathlib import Path
from typing import Final

from apps.accounts.models import Profile
from apps.lib import clock
from apps.pages.doctor.finding import Finding

OLDEST_YEARS: Final = 2
"""Governments change their clocks several times a year; tables older than this are wrong."""


def tables() -> Finding:
    """The release of the tables in use: the system's where it has them, else the package's."""
    release, where = _release()
    found = re.match(r"(\d{4})", release)
    if found is None:
        return Finding("time zones", f"tables of the {where}, release unknown")
    if clock.now().year - int(found[1]) < OLDEST_YEARS:
        return Finding("time zones", f"{release}, of the {where}")
    sentence = (
        f"The {where}'s time zone tables are of {release}: hours may be wrong. Update tzdata."
    )
    return Finding("time zones", release, (sentence,))


def runners() -> Finding:
    """Whether a zone that a runner chose is known here."""
    known = zoneinfo.available_timezones()
    chosen = Profile.objects.values_list("time_zone", flat=True).distinct().order_by()
    strange = sorted(set(chosen) - known)
    if not strange:
        return Finding("runners' time zones", "all known")
    sentence = f"Runners live in {', '.join(strange)}, which these tables lack. Update tzdata."
    return Finding("runners' time zones", "not all known", (sentence,))


def _release() -> tuple[str, str]:
    for folder in map(Path, zoneinfo.TZPATH):
        if (folder / "Europe" / "Berlin").exists():
            return _release_of(folder), "system"
    # The package counts them as 2026.6 for 2026f.
    return version("tzdata"), "package"


def _release_of(folder: Path) -> str:
    rules, plain = folder / "tzdata.zi", folder / "+VERSION"
    if rules.exists():
        with rules.open() as lines:
            found = re.match(r"# version (\S+)", lines.readline())
        return found[1] if found else ""
    return plain.read_text().strip() if plain.exists() else ""
