"""Distances, durations and paces as people type and read them.

Rows hold metres and seconds; a runner reads kilometres or miles. Every parser takes a decimal
point or a decimal comma and raises `ValueError` with a sentence for the person who typed.
"""

import re

METRES_PER = {"km": 1000.0, "mi": 1609.344}
LONGEST_M = 500_000
LONGEST_S = 48 * 3600

_NUMBER = r"\d+(?:[.,]\d+)?"
_DISTANCE = re.compile(rf"({_NUMBER})\s*(km|kms|k|mi|mile|miles|m)?", re.ASCII)
_KILOMETRES = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s+km\b(?!/h)", re.ASCII)
_COLONS = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{2})", re.ASCII)
_LETTERS = re.compile(
    rf"(?:({_NUMBER})\s*h(?:ours?|rs?)?)?\s*"
    rf"(?:({_NUMBER})\s*(?:m(?:in(?:utes?|s)?)?|'|$))?\s*"
    rf"(?:({_NUMBER})\s*(?:s(?:ec(?:onds?|s)?)?|\"|$))?",
    re.ASCII,
)


def parse_distance(text: str, units: str) -> int:
    """Whole metres of `9.5`, `9,5`, `9.5 km`, `6 mi` or `800 m`; a bare number is in `units`.

    Raises ValueError for anything else, for nothing at all and for more than 500 km.
    """
    match = _DISTANCE.fullmatch(_plain(text))
    if match is None:
        raise ValueError(f"Write a distance such as 9.5, 9,5 or 9.5 {units}.")
    number, unit = _float(match[1]), match[2] or units
    metres = round(
        number * (1.0 if unit == "m" else METRES_PER["mi" if unit[:2] == "mi" else "km"])
    )
    if metres <= 0:
        raise ValueError("A distance is more than nothing.")
    if metres > LONGEST_M:
        raise ValueError(f"Distances go up to {distance(LONGEST_M, units)}.")
    return metres


def parse_duration(text: str) -> int:
    """Whole seconds of `45` (minutes), `45:30`, `1:02:30`, `1h02`, `1 h 2 min` or `90 s`.

    Raises ValueError for anything else, for nothing at all and for more than 48 hours.
    """
    seconds = _seconds(_plain(text))
    if seconds is None:
        raise ValueError("Write a time such as 45, 45:30, 1:02:30 or 1h02.")
    if seconds <= 0:
        raise ValueError("A time is more than nothing.")
    if seconds > LONGEST_S:
        raise ValueError("Times go up to 48 hours.")
    return seconds


def spell_distance(metres: int, units: str) -> str:
    """The shortest number in `units` that reads back as exactly these metres, for a form."""
    for digits in range(6):
        text = f"{metres / METRES_PER[units]:.{digits}f}"
        if round(float(text) * METRES_PER[units]) == metres:
            return text
    raise AssertionError("five decimals of a mile are centimetres")


def distance_number(metres: float, units: str) -> str:
    """The number alone: two decimals below 10, one from there on, no needless zeros."""
    value = metres / METRES_PER[units]
    text = f"{value:.2f}" if round(value, 2) < 10 else f"{value:.1f}"
    return text.rstrip("0").rstrip(".")


def distance(metres: float, units: str) -> str:
    """`9.5 km` or `5.9 mi`."""
    return f"{distance_number(metres, units)} {units}"


def planned_number(metres: float, units: str) -> str:
    """The number alone of a distance that is planned: a mile in tenths, as sentences tell it."""
    return distance_number(metres, units) if units == "km" else _tenths(metres, units)


def planned(metres: float, units: str) -> str:
    """`8.5 km` or `5.3 mi`."""
    return f"{planned_number(metres, units)} {units}"


def in_units(text: str, units: str) -> str:
    """A sentence with each `9.5 km` in it told in `units`: one decimal, no needless zero.

    Whoever reads kilometres gets the sentence as it is.
    """
    if units == "km":
        return text
    return _KILOMETRES.sub(lambda found: _converted(float(found[1]), units), text)


def _converted(kilometres: float, units: str) -> str:
    return f"{_tenths(kilometres * METRES_PER['km'], units)} {units}"


def _tenths(metres: float, units: str) -> str:
    return f"{metres / METRES_PER[units]:.1f}".removesuffix(".0")


def duration(seconds: float) -> str:
    """`45:30`, or `1:02:30` from an hour on."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def pace(metres: float, seconds: float, units: str) -> str:
    """`5:12 /km`, or a dash where there is no distance."""
    if metres <= 0:
        return "–"
    return f"{duration(seconds * METRES_PER[units] / metres)} /{units}"


def _plain(text: str) -> str:
    if len(text) > 40:
        raise ValueError("That is longer than any distance or time.")
    return " ".join(text.lower().replace("′", "'").replace("″", '"').split())


def _float(number: str) -> float:
    return float(number.replace(",", "."))


def _seconds(text: str) -> int | None:
    if match := _COLONS.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        if seconds > 59 or (match[1] and minutes > 59):
            return None
        return hours * 3600 + minutes * 60 + seconds
    match = _LETTERS.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    hours_, minutes_, seconds_ = (_float(part or "0") for part in match.groups())
    return round(hours_ * 3600 + minutes_ * 60 + seconds_)
