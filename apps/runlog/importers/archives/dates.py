"""Dates as exports write them, in the languages that people have set."""

import re
import unicodedata
from datetime import datetime
from typing import Final

MONTHS: Final = (
    ("jan", "gen", "ene", "sty", "янв"),
    ("feb", "fev", "lut", "фев"),
    ("mar", "mrt", "maa", "мар"),
    ("apr", "avr", "abr", "kwi", "апр"),
    ("may", "mai", "mag", "mei", "maj", "мая", "май"),
    ("jun", "juin", "giu", "cze", "июн"),
    ("jul", "juil", "lug", "lip", "июл"),
    ("aug", "aou", "ago", "sie", "авг"),
    ("sep", "set", "wrz", "сен"),
    ("oct", "okt", "ott", "out", "paz", "окт"),
    ("nov", "lis", "ноя"),
    ("dec", "dez", "dic", "des", "gru", "дек"),
)
"""How months begin, without accents: English, German, French, Italian, Spanish, Portuguese,
Dutch, the Scandinavian languages, Polish and Russian."""
PARTS: Final = re.compile(r"\d+|[^\W\d_]+")
TIME: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
AFTERNOON: Final = re.compile(r"\b(p\.?\s?m\b|pm\b)", re.IGNORECASE)
MORNING: Final = re.compile(r"\b(a\.?\s?m\b|am\b)", re.IGNORECASE)


def moment(text: str) -> datetime | None:
    """A date and time of day, naive: `2018-09-12 15:02:23`, `Sep 12, 2018, 3:02:23 PM`,
    `12.09.2018, 15:02:23`, `12 sept. 2018 à 15:02:23`; None for what is none.

    Of two numbers that could both be the month the second is, unless the time has AM or PM.
    """
    plain = text[:80].replace("\u202f", " ").replace("\u00a0", " ")
    clock = TIME.search(plain)
    if clock is None:
        return None
    twelve = bool(AFTERNOON.search(plain) or MORNING.search(plain))
    day = _date(plain[: clock.start()], month_first=twelve)
    if day is None:
        return None
    hour = int(clock[1]) % 12 if twelve else int(clock[1])
    hour += 12 if AFTERNOON.search(plain) else 0
    try:
        return datetime(*day, hour, int(clock[2]), int(clock[3] or 0))
    except ValueError:
        return None


def _date(text: str, *, month_first: bool) -> tuple[int, int, int] | None:
    """Year, month and day."""
    parts = PARTS.findall(_without_accents(text.lower()))
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 5]
    month = next((found for part in parts if (found := _month(part))), None)
    if month is not None and len(numbers) == 2:
        day, year = sorted(numbers)
        return year, month, day
    if len(numbers) != 3:
        return None
    if numbers[0] > 31:
        return numbers[0], numbers[1], numbers[2]
    first, second, year = numbers
    if (month_first or second > 12) and first <= 12:
        return year, first, second
    return year, second, first


def _month(word: str) -> int | None:
    if word.isdigit():
        return None
    for number, starts in enumerate(MONTHS, 1):
        if word.startswith(starts):
            return number
    return None


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
