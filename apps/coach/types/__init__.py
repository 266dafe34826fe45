"""What goes into the coach and what comes out of it.

The field names are the JSON names of the coach's contract. Distances are metres, durations
seconds or minutes as the name says, dates are the runner's own local dates, scales are
integers from 0 to 10. Everything is frozen: the coach builds new values, it changes none.
"""

from dataclasses import dataclass
from datetime import date

from apps.coach.types.runner import (
    BridgeTest,
    Checkin,
    ExerciseDone,
    Gate,
    Goal,
    Injury,
    Run,
    Runner,
    Session,
    Told,
    Wants,
)
from apps.coach.types.week import (
    Alert,
    Change,
    Day,
    Dose,
    Item,
    Plan,
    PlannedRun,
    Source,
    Step,
    Totals,
    Why,
)
from apps.coach.types.words import (
    WEEKDAYS,
    AlertLevel,
    DoseSide,
    Experience,
    FixedKind,
    GoalKind,
    Grade,
    InjuryKind,
    InjuryStatus,
    ItemKind,
    LimitKind,
    LoadClass,
    LocalDate,
    Onset,
    Phase,
    RunKind,
    RunType,
    SessionKind,
    Side,
    State,
    Status,
    StepKind,
    Weekday,
)

__all__ = [
    "WEEKDAYS",
    "Alert",
    "AlertLevel",
    "Answer",
    "AtHand",
    "BridgeTest",
    "Change",
    "Checkin",
    "Day",
    "Dose",
    "DoseSide",
    "ExerciseDone",
    "Experience",
    "Fixed",
    "FixedKind",
    "FixedRun",
    "Gate",
    "Goal",
    "GoalKind",
    "Grade",
    "Injury",
    "InjuryKind",
    "InjuryStatus",
    "Item",
    "ItemKind",
    "Limit",
    "LimitKind",
    "LoadClass",
    "LocalDate",
    "Onset",
    "Phase",
    "Plan",
    "PlannedRun",
    "Run",
    "RunKind",
    "RunType",
    "Runner",
    "Session",
    "SessionKind",
    "Side",
    "Snapshot",
    "Source",
    "State",
    "Status",
    "Step",
    "StepKind",
    "Told",
    "Totals",
    "Violation",
    "Wants",
    "Weekday",
    "Why",
]


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
class AtHand:
    """The things that the runner has on a day that is not as usual; the last word on it counts."""

    date: date
    equipment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """What a clinician allows at most, up to and with the day `until`; `by` names who set it.

    `value` is the runs of a week, the metres of a run, or the level of strength work from 1 to 5;
    None for `no_fast` and `no_running`.
    """

    kind: LimitKind
    until: date
    value: int | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`ill` are days on which the runner says that they were or will be ill, check-in or not."""

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
    limits: tuple[Limit, ...] = ()
    ill: tuple[date, ...] = ()
    at_hand: tuple[AtHand, ...] = ()
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

    `plan` is the nearest safe plan that honours the wish, None where there is none. `into` is the
    exercise that came in with a swap, None for any other wish.
    """

    allowed: bool
    broken: tuple[Why, ...]
    plan: Plan | None
    changes: tuple[Change, ...] = ()
    into: str | None = None
