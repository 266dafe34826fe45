"""What comes out: one week, its items, and why each stands there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from apps.coach.types.words import (
    AlertLevel,
    DoseSide,
    Grade,
    ItemKind,
    LoadClass,
    Phase,
    RunType,
    State,
    Status,
    StepKind,
)


@dataclass(frozen=True, slots=True)
class Step:
    kind: StepKind
    repeat: int = 1
    duration_s: int | None = None
    distance_m: int | None = None
    rpe: int | None = None
    speed_pct: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedRun:
    type: RunType
    distance_m: int
    rpe_low: int
    rpe_high: int
    fast_s: int = 0
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Dose:
    """One exercise of a planned session; `side="each"`: sets and reps are for each leg."""

    slug: str
    sets: int
    reps: int | None = None
    hold_s: int | None = None
    tempo: str = ""
    rest_s: int = 0
    side: DoseSide = "both"


@dataclass(frozen=True, slots=True)
class Why:
    """A reason with the runner's own numbers; `source` is a key of `Plan.sources`."""

    rule: str
    text: str
    grade: Grade
    population: str
    source: str


@dataclass(frozen=True, slots=True)
class Item:
    """`condition` is "gate" for what waits for the gate; its JSON name is `if`."""

    id: str
    kind: ItemKind
    title: str
    minutes: int
    pinned: bool = False
    done: bool = False
    condition: Literal["gate"] | None = None
    run: PlannedRun | None = None
    exercises: tuple[Dose, ...] = ()
    load_class: LoadClass | None = None
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    run_m: int
    run_minutes: int
    strength_sessions: int
    stretch_minutes: int
    load: int


@dataclass(frozen=True, slots=True)
class Alert:
    level: AlertLevel
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One item against the previous revision; `origin` and `to` are dates or None.

    The JSON name of `origin` is `from`, that of `because` a rule's id.
    """

    item: str
    origin: date | None
    to: date | None
    because: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    citation: str
    doi: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One week: seven days in order from `week_start`."""

    week_start: date
    status: Status
    state: State
    stage: int | None
    phase: Phase | None
    headline: str
    days: tuple[Day, ...]
    totals: Totals
    signals: Mapping[str, float | int | str | None]
    alerts: tuple[Alert, ...] = ()
    changes: tuple[Change, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    schema: int = 1
