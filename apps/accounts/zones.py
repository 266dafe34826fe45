"""Time zones to choose from, and what a browser's language says of where a runner lives."""

import locale
import zoneinfo
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
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
def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every named place, under its part of the world, and UTC."""
    names = sorted(zoneinfo.available_timezones())
    groups = [("Everywhere", [("UTC", "UTC")])]
    for area in AREAS:
        places = [name for name in names if name.startswith(f"{area}/")]
        groups.append((area, [(name, _place(name)) for name in places]))
    return groups


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


def _place(zone: str) -> str:
    return zone.split("/", 1)[1].replace("_", " ").replace("/", ", ")


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
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    zones: dict[str, str] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _place_on_earth, zone = line.split("\t")[:3]
            zones.setdefault(country, zone)
    return zones
