"""The runner, and what they logged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from apps.coach.types.words import (
    Experience,
    GoalKind,
    InjuryKind,
    InjuryStatus,
    LocalDate,
    Onset,
    RunKind,
    SessionKind,
    Side,
    Weekday,
)


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
class Told:
    """A usual week and the longest run of the month before `date`, as the runner told them then."""

    week_m: int
    longest_m: int
    date: date


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
    told: Told | None = None


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

    @property
    def held(self) -> tuple[ExerciseDone, ...]:
        """The exercises that were done; a session at 0 % held none."""
        return self.exercises if self.completed > 0 else ()
