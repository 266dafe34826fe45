"""The log as the coach is told it; its SQL is written once, as every plan asks for it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import CharField, DateField, F, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from apps.accounts.models import Injury
from apps.coach import types as coach
from apps.coach.rules import stop_rule
from apps.lib.clock import DAY
from apps.lib.prepared import Prepared, day_of, json_of
from apps.plans.layers import touching
from apps.plans.models import ClinicianLimit, ItemMark
from apps.routines.models import LoggedSession
from apps.runlog.models import CheckIn, Run
from apps.runlog.queries import visits

RUN: Final = (
    *("date", "distance_m", "duration_s", "rpe", "kind", "fast_s", "pain_during", "pain_after"),
    *("sudden", "limp"),
)
CHECKIN: Final = (
    *("date", "pain", "tightness", "side", "sitting_pain", "place"),
    *("fever", "fever_medicine", "ill", "gate", "red_flags"),
)
SESSION: Final = ("date", "kind", "exercises", "completed", "pain", "soreness_48h", "sudden")
MARK, VISIT, INJURY, LIMIT, LAYER = "mark", "visit", "injury", "limit", "layer"
INJURED: Final = ("kind", "side", "date", "onset", "status", "returned_on", "stage", "stage_on")
NOTHING: Final = Value("")
NO_FLAGS: Final = "[]"
"""What nearly every morning holds: a year of them would be read one by one."""


def runs_of(runner: int, oldest: date, after: date, today: date) -> tuple[coach.Run, ...]:
    """The runs behind `after` up to `today`, oldest first.

    And those of the newest day up to `after`, if it lies behind `oldest`: `coach.reach` says why.
    """
    return tuple(_run(*row) for row in RUNS.rows(runner, oldest, after, today))


def _run(day: Any, metres: int, seconds: int, rpe: Any, kind: Any, *told: Any) -> coach.Run:
    fast, during, after, sudden, limp = told
    return coach.Run(
        date=day_of(day),
        distance_m=metres,
        duration_s=seconds,
        rpe=rpe,
        kind=kind or None,
        fast_s=fast,
        pain_during=during,
        pain_after=after,
        sudden=bool(sudden),
        limp=bool(limp),
    )


def checkins_of(runner: int, after: date, today: date) -> tuple[coach.Checkin, ...]:
    """The mornings behind `after` up to `today`, oldest first."""
    return tuple(_checkin(*row) for row in CHECKINS.rows(runner, after, today))


def _checkin(day: Any, pain: int, tightness: int, side: Any, *told: Any) -> coach.Checkin:
    sitting, place, fever, medicine, ill, gate, flags = told
    tests = json_of(gate)
    return coach.Checkin(
        date=day_of(day),
        pain=pain,
        tightness=tightness,
        side=side or None,
        sitting_pain=sitting,
        place=place or None,
        fever=bool(fever),
        fever_medicine=bool(medicine),
        ill=bool(ill),
        gate=coach.Gate(**tests) if tests else None,
        red_flags=() if flags == NO_FLAGS else tuple(json_of(flags)),
    )


def sessions_of(runner: int, after: date, today: date) -> tuple[coach.Session, ...]:
    """The sessions behind `after` up to `today`, oldest first."""
    return tuple(
        coach.Session(
            date=day_of(day),
            kind=kind,
            exercises=tuple(coach.ExerciseDone(**done) for done in json_of(exercises)),
            completed=completed,
            pain=max(pain or 0, stop_rule.STOP_ABOVE + 1) if sudden else pain,
            soreness_48h=soreness,
        )
        # The contract's session has no word for a grab or a limp; S2 treats them as such a pain.
        for day, kind, exercises, completed, pain, soreness, sudden in SESSIONS.rows(
            runner, after, today
        )
    )


def injuries_of(runner: int, today: date) -> tuple[coach.Injury, ...]:
    """The injuries up to `today`, oldest first."""
    return tuple(_injury(*row) for row in INJURIES.rows(runner, today))


def _injury(kind: Any, side: Any, day: Any, onset: Any, status: Any, *told: Any) -> coach.Injury:
    returned, stage, stage_on = told
    return coach.Injury(
        kind=kind,
        side=side,
        date=day_of(day),
        onset=onset,
        status=status,
        returned_on=returned and day_of(returned),
        stage=stage,
        stage_on=stage_on and day_of(stage_on),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of the items of a week, the days that a clinician has cleared, and of
    `INJURY`, `LIMIT` and `LAYER` those of which the runner has any that may count."""

    marks: Mapping[str, str]
    cleared: tuple[date, ...]
    there: frozenset[str]


def said_of(runner: int, first: date, last: date, today: date) -> Said:
    """What few runners have, asked for at once: from `first` to `last` is the week."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for what, name, told in SAID.rows(runner, first, last, today):
        found[what][name] = told
    visits = {date.fromisoformat(day) - int(after) * DAY for day, after in found[VISIT].items()}
    return Said(found[MARK], tuple(sorted(visits)), frozenset(found))


def _runs(runner: int, oldest: date, after: date, today: date) -> QuerySet[Any, Any]:
    mine = Run.objects.filter(runner=runner, date__lte=today)
    before = mine.filter(date__gt=oldest, date__lte=after).order_by("-date").values("date")[:1]
    since = Coalesce(Subquery(before), Value(after, output_field=DateField()))
    rows = mine.filter(date__gte=since)
    found: QuerySet[Any, Any] = rows.order_by("date", "id").values_list(*RUN)
    return found


def _of_days(model: Any, columns: tuple[str, ...]) -> Prepared:
    def build(runner: int, after: date, today: date) -> QuerySet[Any, Any]:
        rows = model.objects.filter(runner=runner, date__gt=after, date__lte=today)
        found: QuerySet[Any, Any] = rows.order_by("date", "id").values_list(*columns)
        return found

    return Prepared(build, days=2)


def _injuries(runner: int, today: date) -> QuerySet[Any, Any]:
    rows = Injury.objects.filter(runner=runner, date__lte=today).order_by("date", "id")
    found: QuerySet[Any, Any] = rows.values_list(*INJURED)
    return found


def _said(runner: int, first: date, last: date, today: date) -> QuerySet[Any, Any]:
    marks = ItemMark.objects.filter(runner=runner, date__range=(first, last))
    limits = ClinicianLimit.objects.filter(runner=runner, lifted_at=None)
    return _words(marks, MARK, F("item"), F("state")).union(
        _words(visits(runner, today), VISIT, F("date"), F("after")),
        _words(Injury.objects.filter(runner=runner), INJURY),
        _words(limits, LIMIT),
        _words(touching(runner, first, last), LAYER),
    )


def _words(
    rows: QuerySet[Any, Any], what: str, name: F | Value = NOTHING, told: F | Value = NOTHING
) -> QuerySet[Any, Any]:
    columns = {
        "said_what": Value(what, output_field=CharField()),
        "said_name": Cast(name, CharField()),
        "said_told": Cast(told, CharField()),
    }
    found: QuerySet[Any, Any] = rows.order_by().annotate(**columns).values_list(*columns)
    return found


RUNS: Final = Prepared(_runs, days=3)
CHECKINS: Final = _of_days(CheckIn, CHECKIN)
SESSIONS: Final = _of_days(LoggedSession, SESSION)
INJURIES: Final = Prepared(_injuries, days=1)
SAID: Final = Prepared(_said, days=3)
