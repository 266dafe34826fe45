"""Time zones to choose from, and what a browser's language says of where a runner lives."""

import locale
import zoneinfo
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

AREAS = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)
MILES = frozenset({"US", "GB", "LR", "MM"})
SUNDAY_FIRST = frozenset(
    {"BR", "CA", "CO", "HK", "IL", "IN", "JP", "KR", "MX", "PH", "TW", "US", "ZA"}
)
SATURDAY_FIRST = frozenset({"AF", "BH", "DZ", "EG", "IQ", "IR", "JO", "KW", "LY", "OM", "QA", "SD"})


class Guess(NamedTuple):
    """What is shown first on the first screen; the runner changes what is wrong."""

    time_zone: str = "UTC"
    units: str = "km"
    first_weekday: int = 0


@lru_cache(maxsize=1)
def places() -> tuple[str, ...]:
    """A name for each place to choose from, as a runner reads it: `America/New York`."""
    named = {zone for _country, zone in _table()}
    return ("UTC", *(_spelt(zone) for zone in sorted(named)))


def find_zone(text: str) -> str | None:
    """The zone that is meant by `Europe/Berlin`, `europe/berlin` or `Berlin`; None for no other.

    Names that the zone database keeps for old times' sake count too: browsers still tell them.
    """
    return _by_name().get(" ".join(text.replace("_", " ").lower().split()))


def _spelt(zone: str) -> str:
    return zone.replace("_", " ")


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    """Every zone by its full name in small letters, and by its last part where that is one's."""
    known = [z for z in zoneinfo.available_timezones() if z == "UTC" or z.startswith(AREAS)]
    last: dict[str, list[str]] = {}
    for _country, zone in _table():
        last.setdefault(_spelt(zone).lower().rsplit("/", 1)[-1], []).append(zone)
    short = {name: zones[0] for name, zones in last.items() if len(set(zones)) == 1}
    return short | {_spelt(zone).lower(): zone for zone in known}


def guess_from(accept_language: str) -> Guess:
    """A guess out of the header `Accept-Language`; UTC, kilometres and Monday without one."""
    country = _country(accept_language)
    if not country:
        return Guess()
    first = 6 if country in SUNDAY_FIRST else 5 if country in SATURDAY_FIRST else 0
    return Guess(
        time_zone=_zones_by_country().get(country, "UTC"),
        units="mi" if country in MILES else "km",
        first_weekday=first,
    )


def _country(accept_language: str) -> str:
    """Two capital letters from the language liked best; a bare `de` counts as Germany's."""
    tag = accept_language.split(",", 1)[0].split(";", 1)[0].strip()[:35]
    if not tag.replace("-", "").isalnum() or not tag.isascii():
        return ""
    last = tag.split("-")[-1]
    if len(last) == 2 and "-" in tag:
        return last.upper()
    usual = locale.normalize(tag).split(".", 1)[0]
    return usual.split("_")[1][:2] if "_" in usual else ""


@lru_cache(maxsize=1)
def _zones_by_country() -> dict[str, str]:
    """The first zone that the zone database lists for each country, its largest in most."""
    zones: dict[str, str] = {}
    for country, zone in _table():
        zones.setdefault(country, zone)
    return zones


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, str], ...]:
    """Country and zone of each line of the zone database's table, in its order."""
    text = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple((cells[0], cells[2]) for cells in lines)
