"""The tables of a snapshot's JSON: the runner, the log, the wishes and the previous plan."""

from collections.abc import Iterator
from typing import Final

from apps.coach.schema.plan import (
    DOSE,
    METRES,
    MINUTES,
    PLAN,
    SCALE,
    SECONDS,
    slug,
)
from apps.coach.schema.plan import ITEM as PLAN_ITEM
from apps.coach.schema.plan import RECORDS as PLAN_RECORDS
from apps.coach.schema.plan import RUN as PLAN_RUN
from apps.coach.schema.readers import (
    day,
    flag,
    list_of,
    logged_day,
    nullable,
    number,
    one_of,
    past_day,
    text,
    whole,
    word,
)
from apps.coach.schema.records import Fault, Field, Record
from apps.coach.types import (
    WEEKDAYS,
    AtHand,
    BridgeTest,
    Checkin,
    ExerciseDone,
    Experience,
    Fixed,
    FixedKind,
    FixedRun,
    Gate,
    Goal,
    GoalKind,
    Injury,
    InjuryKind,
    InjuryStatus,
    Limit,
    LimitKind,
    Onset,
    Run,
    RunKind,
    Runner,
    RunType,
    Session,
    SessionKind,
    Side,
    Snapshot,
    Told,
    Wants,
    Weekday,
)

EQUIPMENT: Final = (
    "mat",
    "band",
    "strap",
    "bench",
    "chair",
    "ball",
    "slider",
    "anchor",
    "weights",
    "roller",
    "gym",
)
OUT_OF_SCOPE: Final = ("pregnant", "postpartum", "graft", "cardiac")
PLACES: Final = ("sit_bone", "upper", "middle", "knee")
LOG_LIMIT: Final = 20_000
WEEKDAY: Final = one_of(Weekday)
DAYS_AHEAD: Final = 28
"""A week further ahead than four weeks would be planned from a log that says nothing about it."""


def judge_injury(injury: Injury) -> Iterator[Fault]:
    if injury.returned_on and injury.returned_on < injury.date:
        yield "returned_on", f"must not be before the injury, {injury.date}"
    if injury.kind == "tendon" and injury.stage is not None and not 1 <= injury.stage <= 4:
        yield "stage", f"must be 1 to 4 for a tendon, got {injury.stage}"
    if injury.stage_on and injury.stage_on < injury.date:
        yield "stage_on", f"must not be before the injury, {injury.date}"
    if injury.stage_on and injury.stage is None:
        yield "stage_on", "is the day of a stage, and there is none"


def judge_snapshot(snapshot: Snapshot) -> Iterator[Fault]:
    """The week to plan holds today or lies ahead: at most `DAYS_AHEAD`."""
    ahead = (snapshot.week_start - snapshot.today).days
    if not -6 <= ahead <= DAYS_AHEAD:
        yield (
            "week_start",
            f"must be from 6 days before today to {DAYS_AHEAD} days after, got {ahead} days",
        )
    if snapshot.runner.birth_year > snapshot.today.year:
        yield "runner.birth_year", f"must not be after this year, {snapshot.today.year}"


LIMIT_VALUES: Final = {"runs": (1, 7), "longest": (1, 1_000_000), "strength": (1, 5)}


def judge_limit(limit: Limit) -> Iterator[Fault]:
    """A count, a distance and a level have their value; what forbids has none."""
    span = LIMIT_VALUES.get(limit.kind)
    if span is None:
        if limit.value is not None:
            yield "value", f"must be null for {limit.kind}"
    elif limit.value is None or not span[0] <= limit.value <= span[1]:
        yield "value", f"must be {span[0]} to {span[1]} for {limit.kind}, got {limit.value}"


def available(**minutes: int) -> dict[str, int]:
    return {weekday: minutes.get(weekday, 0) for weekday in WEEKDAYS}


GOAL: Final = Record(
    Goal,
    Field("kind", one_of(GoalKind)),
    Field("race_date", nullable(day)),
    Field("race_distance_m", nullable(whole(1, 1_000_000))),
)
AVAILABLE: Final = Record(
    available, *(Field(weekday, whole(0, 600, "minutes")) for weekday in WEEKDAYS)
)
BRIDGE: Final = Record(
    BridgeTest,
    Field("left", whole(0, 500), required=True),
    Field("right", whole(0, 500), required=True),
    Field("date", past_day, required=True),
)
INJURY: Final = Record(
    Injury,
    Field("kind", one_of(InjuryKind), required=True),
    Field("side", one_of(Side), default="both"),
    Field("date", past_day, required=True),
    Field("onset", one_of(Onset)),
    Field("status", one_of(InjuryStatus)),
    Field("returned_on", nullable(past_day)),
    Field("stage", nullable(whole(0, 8))),
    Field("stage_on", nullable(past_day), sparse=True),
    judge=judge_injury,
)
WANTS: Final = Record(Wants, Field("stretch", flag), Field("roll", flag))
TOLD: Final = Record(
    Told,
    Field("week_m", whole(0, 500_000), required=True),
    Field("longest_m", whole(0, 500_000), required=True),
    Field("date", past_day, required=True),
)
RUNNER: Final = Record(
    Runner,
    Field("birth_year", whole(1900, 2199), required=True),
    Field("experience", one_of(Experience)),
    Field("goal", GOAL),
    Field("available", AVAILABLE, required=True),
    Field("run_days", nullable(list_of(WEEKDAY, 20, unique=True))),
    Field("long_run_day", nullable(WEEKDAY)),
    Field("runs_per_week", nullable(whole(0, 7))),
    Field("target_weekly_m", nullable(whole(0, 500_000))),
    Field("equipment", list_of(one_of(EQUIPMENT), 50, unique=True)),
    Field("bridge_reps", nullable(BRIDGE)),
    Field("strength_level", nullable(whole(1, 5))),
    Field("morning_baseline", nullable(SCALE)),
    Field("bmi_over_30", nullable(flag)),
    Field("out_of_scope", list_of(one_of(OUT_OF_SCOPE), 20, unique=True)),
    Field("injuries", list_of(INJURY, 200)),
    Field("wants", WANTS),
    Field("told", nullable(TOLD), sparse=True),
)
LOGGED_RUN: Final = Record(
    Run,
    Field("date", logged_day, required=True),
    Field("distance_m", METRES, required=True),
    Field("duration_s", SECONDS, required=True),
    Field("rpe", nullable(SCALE)),
    Field("kind", nullable(one_of(RunKind))),
    Field("fast_s", nullable(SECONDS)),
    Field("pain_during", nullable(SCALE)),
    Field("pain_after", nullable(SCALE)),
    Field("sudden", flag),
    Field("limp", flag),
)
GATE: Final = Record(
    Gate,
    Field("walk_30", nullable(SCALE)),
    Field("stairs", nullable(SCALE)),
    Field("half_squat", nullable(SCALE)),
    Field("bridges", nullable(SCALE)),
    Field("knee_straight", flag),
    Field("limp", flag),
    Field("insecure", flag),
)
CHECKIN: Final = Record(
    Checkin,
    Field("date", logged_day, required=True),
    Field("pain", SCALE, required=True),
    Field("tightness", SCALE, required=True),
    Field("side", nullable(one_of(Side))),
    Field("sitting_pain", nullable(SCALE)),
    Field("place", nullable(one_of(PLACES))),
    Field("fever", flag),
    Field("fever_medicine", flag),
    Field("ill", flag),
    Field("gate", nullable(GATE)),
    Field("red_flags", list_of(word, 50, unique=True)),
)
EXERCISE: Final = Record(
    ExerciseDone,
    Field("slug", slug, required=True),
    Field("sets", nullable(whole(0, 50))),
    Field("reps", nullable(whole(0, 1_000))),
    Field("hold_s", nullable(whole(0, 3_600))),
    Field("effort", nullable(SCALE)),
)
SESSION: Final = Record(
    Session,
    Field("date", logged_day, required=True),
    Field("kind", one_of(SessionKind), required=True),
    Field("exercises", list_of(EXERCISE, 50)),
    Field("completed", number(0.0, 1.0)),
    Field("pain", nullable(SCALE)),
    Field("soreness_48h", nullable(SCALE)),
)
FIXED_RUN: Final = Record(
    FixedRun,
    Field("type", one_of(RunType)),
    Field("distance_m", nullable(METRES)),
    *(Field(extra.name, extra.read, attr=None) for extra in PLAN_RUN.fields[2:]),
)
FIXED: Final = Record(
    Fixed,
    Field("date", day, required=True),
    Field("kind", one_of(FixedKind), required=True),
    Field("minutes", nullable(MINUTES)),
    Field("run", nullable(FIXED_RUN)),
    Field("exercises", list_of(DOSE, 50)),
    *(
        Field(extra.name, extra.read, attr=None)
        for extra in PLAN_ITEM.fields
        if extra.name not in ("kind", "minutes", "run", "exercises")
    ),
)
LIMIT: Final = Record(
    Limit,
    Field("kind", one_of(LimitKind), required=True),
    Field("until", day, required=True),
    Field("value", nullable(whole(0, 1_000_000))),
    Field("by", text),
    judge=judge_limit,
)
AT_HAND: Final = Record(
    AtHand,
    Field("date", day, required=True),
    Field("equipment", list_of(one_of(EQUIPMENT), 50, unique=True)),
)
SNAPSHOT: Final = Record(
    Snapshot,
    Field("schema", whole(1, 1), required=True),
    Field("today", day, required=True),
    Field("week_start", day, required=True),
    Field("runner", RUNNER, required=True),
    Field("runs", list_of(LOGGED_RUN, LOG_LIMIT)),
    Field("checkins", list_of(CHECKIN, LOG_LIMIT)),
    Field("sessions", list_of(SESSION, LOG_LIMIT)),
    Field("fixed", list_of(FIXED, 200)),
    Field("cleared", list_of(past_day, LOG_LIMIT)),
    Field("missed", list_of(text, 200, unique=True)),
    Field("limits", list_of(LIMIT, 50), sparse=True),
    Field("ill", list_of(day, LOG_LIMIT, unique=True), sparse=True),
    Field("at_hand", list_of(AT_HAND, 200), sparse=True),
    Field("previous", nullable(PLAN)),
    judge=judge_snapshot,
)
RECORDS: Final = {
    **PLAN_RECORDS,
    **{
        kind.made: kind
        for kind in (GOAL, BRIDGE, INJURY, WANTS, TOLD, RUNNER, LOGGED_RUN, GATE, CHECKIN)
    },
    **{kind.made: kind for kind in (EXERCISE, SESSION, FIXED_RUN, FIXED, LIMIT, AT_HAND, SNAPSHOT)},
}
