"""The tables of a plan's JSON: its keys in their fixed order, and what each may hold."""

from typing import Any, Final

from apps.coach.schema.catalogue import SLUGS
from apps.coach.schema.readers import (
    At,
    day,
    flag,
    is_number,
    list_of,
    map_of,
    nullable,
    one_of,
    shown,
    text,
    whole,
    word,
)
from apps.coach.schema.records import Field, Record
from apps.coach.types import (
    Alert,
    AlertLevel,
    Answer,
    Change,
    Day,
    Dose,
    DoseSide,
    Grade,
    Item,
    ItemKind,
    LoadClass,
    Phase,
    Plan,
    PlannedRun,
    RunType,
    Source,
    State,
    Status,
    Step,
    StepKind,
    Totals,
    Violation,
    Why,
)

SCALE: Final = whole(0, 10)
METRES: Final = whole(0, 1_000_000)
SECONDS: Final = whole(0, 864_000)
MINUTES: Final = whole(0, 15_000, "minutes")
"""Up to the longest race that can be told, at the slowest pace that counts."""
COUNT: Final = whole(0, 1_000_000)


def slug(value: Any, at: At) -> Any:
    if isinstance(value, str) and value in SLUGS:
        return value
    return at.fault(f"is no exercise of the catalogue, got {shown(value)}")


def signal(value: Any, at: At) -> Any:
    """A number, a text or null."""
    return value if value is None or is_number(value) else text(value, at)


STEP: Final = Record(
    Step,
    Field("kind", one_of(StepKind), required=True),
    Field("repeat", whole(1, 200)),
    Field("duration_s", nullable(SECONDS)),
    Field("distance_m", nullable(METRES)),
    Field("rpe", nullable(SCALE)),
    Field("speed_pct", nullable(whole(0, 120))),
)
RUN: Final = Record(
    PlannedRun,
    Field("type", one_of(RunType), required=True),
    Field("distance_m", METRES, required=True),
    Field("rpe_low", SCALE, required=True),
    Field("rpe_high", SCALE, required=True),
    Field("fast_s", SECONDS),
    Field("steps", list_of(STEP, 100)),
)
DOSE: Final = Record(
    Dose,
    Field("slug", slug, required=True),
    Field("sets", whole(0, 50), required=True),
    Field("reps", nullable(whole(0, 1_000))),
    Field("hold_s", nullable(whole(0, 3_600))),
    Field("tempo", text),
    Field("rest_s", whole(0, 3_600)),
    Field("side", one_of(DoseSide)),
)
WHY: Final = Record(
    Why,
    Field("rule", word, required=True),
    Field("text", text, required=True),
    Field("grade", one_of(Grade), required=True),
    Field("population", text, default=""),
    Field("source", text, default=""),
)
ITEM: Final = Record(
    Item,
    Field("id", text, required=True),
    Field("kind", one_of(ItemKind), required=True),
    Field("title", text, default=""),
    Field("minutes", MINUTES, default=0),
    Field("pinned", flag),
    Field("done", flag),
    Field("if", nullable(one_of(("gate",))), attr="condition"),
    Field("run", nullable(RUN)),
    Field("exercises", list_of(DOSE, 50)),
    Field("load_class", nullable(one_of(LoadClass))),
    Field("why", list_of(WHY, 50)),
)
DAY: Final = Record(
    Day,
    Field("date", day, required=True),
    Field("items", list_of(ITEM, 50), default=()),
)
TOTALS: Final = Record(
    Totals,
    Field("run_m", COUNT, default=0),
    Field("run_minutes", COUNT, default=0),
    Field("strength_sessions", COUNT, default=0),
    Field("stretch_minutes", COUNT, default=0),
    Field("load", COUNT, default=0),
)
ALERT: Final = Record(
    Alert,
    Field("level", one_of(AlertLevel), required=True),
    Field("rule", word, required=True),
    Field("text", text, required=True),
)
CHANGE: Final = Record(
    Change,
    Field("item", text, required=True),
    Field("from", nullable(day), attr="origin", default=None),
    Field("to", nullable(day), default=None),
    Field("because", word, required=True),
    Field("text", text, required=True),
)
SOURCE: Final = Record(
    Source,
    Field("citation", text, required=True),
    Field("doi", nullable(text), sparse=True),
    Field("url", nullable(text), sparse=True),
)


PLAN: Final = Record(
    Plan,
    Field("schema", whole(1, 1), required=True),
    Field("week_start", day, required=True),
    Field("status", one_of(Status), required=True),
    Field("state", one_of(State), required=True),
    Field("stage", nullable(whole(0, 8)), default=None),
    Field("phase", nullable(one_of(Phase)), default=None),
    Field("headline", text, default=""),
    Field("days", list_of(DAY, 31), required=True),
    Field("totals", TOTALS, default=Totals(0, 0, 0, 0, 0)),
    Field("signals", map_of(signal), default={}),
    Field("alerts", list_of(ALERT, 200)),
    Field("changes", list_of(CHANGE, 500)),
    Field("sources", map_of(SOURCE)),
)
ANSWER: Final = Record(
    Answer,
    Field("allowed", flag, required=True),
    Field("broken", list_of(WHY, 100)),
    Field("plan", nullable(PLAN), default=None),
    Field("changes", list_of(CHANGE, 500)),
    Field("into", nullable(slug), sparse=True),
)
VIOLATION: Final = Record(
    Violation,
    Field("rule", word, required=True),
    Field("date", nullable(day), default=None),
    Field("detail", text, required=True),
)
RECORDS: Final = {
    kind.made: kind
    for kind in (STEP, RUN, DOSE, WHY, ITEM, DAY, TOTALS, ALERT, CHANGE, SOURCE, PLAN)
}
