"""Strava's export: activities.csv, and the files that it names.

Header and sports are in the account's language, five names stand twice, the number of columns
differs by age. English and German are read by name, other languages by the places of the first
thirteen columns, which are the same everywhere. Dates are UTC.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from apps.runlog.importers.archives import dates
from apps.runlog.importers.archives.entries import Entry, Row, Sport
from apps.runlog.importers.archives.headers import STRAVA_ID, is_strava
from apps.runlog.importers.archives.tables import names, number, rows

Fetch = Callable[[], bytes]
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": STRAVA_ID,
    "date": ("Activity Date", "Aktivitätsdatum", "date"),
    "name": ("Activity Name", "Name der Aktivität", "name"),
    "type": ("Activity Type", "Aktivitätsart", "type"),
    "description": ("Activity Description", "Aktivitätsbeschreibung", "description"),
    "private": ("Activity Private Note", "Hinweis zur Privatsphäre für Aktivitäten"),
    "gear": ("Activity Gear", "Aktivitätsausrüstung", "gear"),
    "file": ("Filename", "Dateiname", "filename"),
    "elapsed": ("Elapsed Time", "Verstrichene Zeit", "elapsed_time"),
    "moving": ("Moving Time", "Bewegungszeit"),
    "distance": ("Distance", "Distanz", "distance"),
    "climb": ("Elevation Gain", "Höhenzunahme"),
    "max_hr": ("Max Heart Rate", "Max. Herzfrequenz"),
    "avg_hr": ("Average Heart Rate", "Durchschnittliche Herzfrequenz"),
    "effort": ("Perceived Exertion", "Gefühlte Anstrengung"),
}
PLACES: Final = {
    "id": [0],
    "date": [1],
    "name": [2],
    "type": [3],
    "description": [4],
    "elapsed": [5, 15],
    "distance": [6, 17],
    "max_hr": [7],
    "private": [10],
    "gear": [11],
    "file": [12],
    "moving": [16],
}
RUNS: Final = frozenset(
    {"run", "trail run", "virtual run", "treadmill run", "treadmill"}
    | {"lauf", "trailrun", "trailrunning", "traillauf", "virtueller lauf", "laufband"}
    | {"course à pied", "trail", "course à pied virtuelle"}
)
OTHERS: Final = frozenset(
    {"ride", "virtual ride", "e-bike ride", "mountain bike ride", "gravel ride", "walk", "hike"}
    | {"swim", "workout", "weight training", "yoga", "pilates", "crossfit", "elliptical"}
    | {"stair-stepper", "rowing", "virtual row", "kayaking", "canoeing", "stand up paddling"}
    | {"alpine ski", "nordic ski", "backcountry ski", "roller ski", "snowboard", "snowshoe"}
    | {"ice skate", "inline skate", "skateboard", "soccer", "football (soccer)", "tennis"}
    | {"badminton", "golf", "rock climb", "wheelchair", "surfing", "sail", "velomobile"}
    | {"high intensity interval training", "handcycle", "pickleball", "padel", "squash"}
    | {"radfahrt", "virtuelle radfahrt", "e-bike-fahrt", "mountainbike-fahrt", "gravel-fahrt"}
    | {"spaziergang", "wanderung", "wandern", "gehen", "schwimmen", "krafttraining", "rudern"}
    | {"ski alpin", "langlauf", "skilanglauf", "inlineskaten", "schneeschuhwandern"}
)
OLD: Final = ("id", "date", "name", "type")
METRIC_SECOND: Final = 2
"""Of two distances the second is metres; a lone one is metres in the old generation only."""


@dataclass(frozen=True)
class Table:
    """Where the columns are; `is_old` tells the generation before the middle of 2019."""

    columns: Mapping[str, Sequence[int]]
    is_old: bool

    def texts(self, row: Sequence[str], name: str) -> list[str]:
        places = self.columns.get(name, ())
        return [row[place].strip() for place in places if place < len(row)]

    def text(self, row: Sequence[str], name: str) -> str:
        return next(iter(self.texts(row, name)), "")

    def number(self, row: Sequence[str], name: str) -> float | None:
        """The last of the columns with this name that holds a number."""
        found = [value for text in self.texts(row, name) if (value := number(text)) is not None]
        return found[-1] if found else None


def entries(data: bytes, find: Callable[[str], Fetch | None] | None) -> Iterator[Entry]:
    """One for each row; `find` gets the file of a name in the list. Without it rows stand alone."""
    lines = rows(data)
    table = _table(next(lines, []))
    for line in lines:
        row = _row(table, line)
        file = table.text(line, "file")
        if not file or find is None:
            yield Entry(row.name or file or "Without a name", row=row)
        else:
            fetch = find(file)
            yield Entry(file, fetch=fetch, row=row, missing=fetch is None)


def _table(header: Sequence[str]) -> Table:
    told = names(header)
    if not is_strava(told):
        return Table(PLACES, is_old=False)
    columns = {
        key: [place for place, name in enumerate(told) if name in known]
        for key, known in COLUMNS.items()
    }
    return Table(columns, is_old=tuple(told[:4]) == OLD)


def _row(table: Table, line: Sequence[str]) -> Row:
    when = dates.moment(table.text(line, "date"))
    word = table.text(line, "type")
    effort = table.number(line, "effort")
    parts = (table.text(line, "description"), table.text(line, "private"))
    key = table.text(line, "id") or "|".join(line[:7])
    elapsed = table.number(line, "elapsed")
    return Row(
        key=f"strava {key}",
        sport=_sport(word),
        word=word,
        start=when.replace(tzinfo=UTC) if when else None,
        distance_m=_metres(table, line),
        timer_s=table.number(line, "moving") or elapsed,
        elapsed_s=elapsed,
        name=table.text(line, "name"),
        notes="\n\n".join(part for part in parts if part),
        gear=table.text(line, "gear"),
        rpe=round(effort) if effort is not None and 1 <= effort <= 10 else None,
        avg_hr=table.number(line, "avg_hr"),
        max_hr=table.number(line, "max_hr"),
        ascent_m=table.number(line, "climb"),
    )


def _metres(table: Table, line: Sequence[str]) -> float | None:
    """The second distance is metres; where there is none the first is for reading: kilometres,
    but metres before 2019.
    """
    told = [number(text) for text in table.texts(line, "distance")]
    if len(told) >= METRIC_SECOND and told[1] is not None:
        return told[1]
    first = told[0] if told else None
    if first is None or table.is_old:
        return first
    return first * 1000


def _sport(word: str) -> Sport:
    plain = " ".join(word.lower().split())
    spaced = " ".join(_words(word))
    if plain in RUNS or spaced in RUNS:
        return "run"
    return "other" if plain in OTHERS or spaced in OTHERS else "unknown"


def _words(word: str) -> list[str]:
    """`TrailRun` as two words."""
    spaced = "".join(f" {sign}" if sign.isupper() else sign for sign in word)
    return spaced.lower().split()
