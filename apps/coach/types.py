"""What goes into the coach and what comes out of it.

The field names are the JSON names of the coach's contract. Distances are metres, durations
seconds or minutes as the name says, dates are the runner's own local dates, scales are
integers from 0 to 10. Everything is frozen: the coach builds new values, it changes none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

Experience = Literal["novice", "regular", "experienced"]
GoalKind = Literal["health", "build", "race"]
Side = Literal["left", "right", "both"]
InjuryKind = Literal["strain", "tendon", "calf"]
Onset = Literal["sudden", "gradual"]
InjuryStatus = Literal["acute", "returning", "returned"]
RunKind = Literal["easy", "long", "tempo", "intervals", "hills", "race", "walk_run"]
RunType = Literal["easy", "recovery", "long", "tempo", "intervals", "hills", "race", "walk_run"]
SessionKind = Literal["strength", "stretch", "mobility"]
ItemKind = Literal["run", "strength", "stretch", "mobility", "rest", "checkin"]
FixedKind = Literal["run", "strength", "stretch", "rest"]
LoadClass = Literal["low", "mod", "high", "fast"]
StepKind = Literal["warmup", "run", "walk", "stride", "rep", "recovery", "cooldown"]
DoseSide = Literal["each", "both", "left", "right"]
Grade = Literal["A", "B", "C", "X"]
State = Literal["refer", "acute", "return", "tendon", "break", "ill", "niggle", "healthy"]
Phase = Literal["base", "build", "peak", "cutback", "taper", "recover"]
Status = Literal["ok", "see_a_doctor", "impossible"]
AlertLevel = Literal["info", "caution", "stop"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""In the order of `date.weekday()`."""
LocalDate: TypeAlias = date
"""For a class that has a field called `date` and one more date after it."""


@dataclass(frozen=True, slots=True)
class Goal:
    kind: GoalKind = "health"
    race_date: date | None = None
    race_distance_m: int | None = None


@dataclass(frozen=True, slots=True)
class BridgeTest:
    """Single-leg hamstring bridges to failure, per side, and the day of the test."""

    left: int
    right: int
    date: date


@dataclass(frozen=True, slots=True)
class Injury:
    """`stage_on`: the day on which the stage was known to hold; only runs after it move it."""

    kind: InjuryKind
    side: Side
    date: date
    onset: Onset = "gradual"
    status: InjuryStatus = "returned"
    returned_on: LocalDate | None = None
    stage: int | None = None
    stage_on: LocalDate | None = None


@dataclass(frozen=True, slots=True)
class Wants:
    stretch: bool = True
    roll: bool = False


@dataclass(frozen=True, slots=True)
class Runner:
    """`available` holds the minutes for each weekday; 0 means a day of rest."""

    birth_year: int
    available: Mapping[Weekday, int]
    experience: Experience = "regular"
    goal: Goal = field(default_factory=Goal)
    run_days: tuple[Weekday, ...] | None = None
    long_run_day: Weekday | None = None
    runs_per_week: int | None = None
    target_weekly_m: int | None = None
    equipment: tuple[str, ...] = ()
    bridge_reps: BridgeTest | None = None
    strength_level: int | None = None
    morning_baseline: int | None = None
    bmi_over_30: bool | None = None
    out_of_scope: tuple[str, ...] = ()
    injuries: tuple[Injury, ...] = ()
    wants: Wants = field(default_factory=Wants)


@dataclass(frozen=True, slots=True)
class Run:
    """A run that happened. `fast_s`: seconds at or above about 85 % of top speed."""

    date: date
    distance_m: int
    duration_s: int
    rpe: int | None = None
    kind: RunKind | None = None
    fast_s: int | None = None
    pain_during: int | None = None
    pain_after: int | None = None
    sudden: bool = False
    limp: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """The small painless tests that open the way back to running (0 to 10 each)."""

    walk_30: int | None = None
    stairs: int | None = None
    half_squat: int | None = None
    bridges: int | None = None
    knee_straight: bool = False
    limp: bool = False
    insecure: bool = False


@dataclass(frozen=True, slots=True)
class Checkin:
    date: date
    pain: int
    tightness: int
    side: Side | None = None
    sitting_pain: int | None = None
    place: str | None = None
    fever: bool = False
    fever_medicine: bool = False
    ill: bool = False
    gate: Gate | None = None
    red_flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExerciseDone:
    slug: str
    sets: int | None = None
    reps: int | None = None
    hold_s: int | None = None
    effort: int | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """Strength, stretching or mobility that happened. `completed`: share from 0.0 to 1.0."""

    date: date
    kind: SessionKind
    exercises: tuple[ExerciseDone, ...] = ()
    completed: float = 1.0
    pain: int | None = None
    soreness_48h: int | None = None


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
class FixedRun:
    type: RunType = "easy"
    distance_m: int | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """What the runner pinned to a day."""

    date: date
    kind: FixedKind
    minutes: int | None = None
    run: FixedRun | None = None
    exercises: tuple[Dose, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Snapshot:
    today: date
    week_start: date
    runner: Runner
    runs: tuple[Run, ...] = ()
    checkins: tuple[Checkin, ...] = ()
    sessions: tuple[Session, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    cleared: tuple[date, ...] = ()
    missed: tuple[str, ...] = ()
    previous: Plan | None = None
    schema: int = 1


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that a plan breaks; `date` is None where the whole week is meant."""

    rule: str
    date: date | None
    detail: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coach says to a wish: `broken` are the rules that stand against it.

    `plan` is the nearest safe plan that honours the wish, None where there is none.
    """

    allowed: bool
    broken: tuple[Why, ...]
    plan: Plan | None
    changes: tuple[Change, ...] = ()
