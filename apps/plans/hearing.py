"""What the runner and the log say of some days: marked, begun, logged; in one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from apps.accounts.models import User
from apps.lib.prepared import Prepared, Row, day_of
from apps.plans.models import ItemMark
from apps.plans.states import Told
from apps.routines.models import GuidedSession, LoggedSession
from apps.runlog.models import CheckIn, Run

EMPTY: Final = Value("")
NO_METRES: Final = Value(0)
OPEN: Final = GuidedSession.State.OPEN


@dataclass(frozen=True, slots=True)
class Heard:
    """What the runner and the log say of some days, and the metres run on them."""

    told: Told
    run_m: int


def hear(runner: User, first: date, last: date, *, today: date = date.max) -> Heard:
    """Everything marked from `first` to `last`, and logged until `today`, in one query.

    Who travels west may have logged a day that is not there yet: it counts once it comes.
    """
    return heard_of(TOLD.rows(runner.pk, first, last), today=today)


def heard_of(rows: Iterable[Row], *, today: date = date.max) -> Heard:
    """The same of rows that were read already."""
    marks: dict[str, str] = {}
    reasons: dict[str, str] = {}
    logged: dict[tuple[date, str], int] = {}
    efforts: dict[date, int] = {}
    begun: set[str] = set()
    for what, told_on, text, state, reason, length, _ in rows:
        day = day_of(told_on)
        if what == "mark":
            marks[text], reasons[text] = state, reason
        elif what == "begun":
            begun.add(text)
        elif day <= today:
            logged[day, text] = logged.get((day, text), 0) + length
            if state:
                efforts[day] = max(efforts.get(day, 0), int(state))
    return Heard(Told(marks, reasons, logged.keys(), efforts, begun), sum(logged.values()))


def _told(
    rows: QuerySet[Any],
    what: str,
    text: F | Value,
    state: F | Value = EMPTY,
    reason: F | Value = EMPTY,
    metres: F | Value = NO_METRES,
) -> QuerySet[Any, Any]:
    """The same seven columns of every table, so that one query can hold them all."""
    columns = {
        "told_what": Value(what, output_field=CharField()),
        "told_date": F("date"),
        "told_text": Cast(text, CharField()),
        "told_state": Cast(state, CharField()),
        "told_reason": Cast(reason, CharField()),
        "told_metres": Cast(metres, IntegerField()),
        "told_runner": F("runner_id"),
    }
    told: QuerySet[Any, Any] = rows.order_by().annotate(**columns).values_list(*columns)
    return told


def all_told(days: Mapping[str, Any]) -> QuerySet[Any, Any]:
    """The rows behind it, for a filter that every table with a runner and a date takes."""
    return _told(ItemMark.objects.filter(**days), "mark", F("item"), F("state"), F("reason")).union(
        _told(Run.objects.filter(**days), "log", Value("run"), F("rpe"), metres=F("distance_m")),
        _told(LoggedSession.objects.filter(**days), "log", F("kind")),
        _told(CheckIn.objects.filter(**days), "log", Value("checkin")),
        _told(GuidedSession.objects.filter(**days, state=OPEN), "begun", F("item")),
        all=True,
    )


TOLD: Final = Prepared(
    lambda runner, first, last: all_told({"runner": runner, "date__range": (first, last)}),
    days=2,
)
