"""A week as its pages show it: every word and number ready, so that templates only place them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

from apps.coach.alerts import ANSWER_FIRST
from apps.coach.rules import unknown_is_unsafe
from apps.coach.types import WEEKDAYS
from apps.lib import units
from apps.plans.items import About, ItemView, build_item
from apps.plans.models import Plan, PlanRevision
from apps.plans.rungs import (
    Questions,
    RungView,
    bridge_is_due,
    is_day_of_offer,
    questions_of,
    rung_of,
)
from apps.plans.states import State, Told, carried_items, dated_items

Status = Literal["pending", "ready", "failed"]
DAYS: Final = 7
LANE: Final = 60
LATELY: Final = 30
"""Days that a new runner is asked to log or bring."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The rows behind a week's page; `bridge_on` is the day of the last bridge test, `started_on`
    the one on which the runner began here.
    """

    plan: Plan
    revision: PlanRevision | None
    status: Status
    told: Told
    run_m: int
    bridge_on: date | None = None
    started_on: date | None = None


@dataclass(frozen=True, slots=True)
class LaneMark:
    """One item's stretch of its day's lane; the lane is `LANE` long and runs upwards.

    Its numbers are text, as the drawing wants them: a page has dozens, and each would be localised.
    """

    y: str
    length: str
    kind: str
    state: State


@dataclass(frozen=True, slots=True)
class DayView:
    date: date
    is_today: bool
    is_past: bool
    is_checked: bool
    items: tuple[ItemView, ...]
    lane: tuple[LaneMark, ...]

    @property
    def has_room(self) -> bool:
        """Whether a day to come lacks a run or strength, so that one may ask why."""
        kinds = {item.kind for item in self.items}
        return not self.is_past and not {"run", "strength"} <= kinds

    @property
    def questions(self) -> list[ItemView]:
        """What the plan asks on this day; an answer is no training."""
        return [item for item in self.items if item.kind == "checkin"]

    @property
    def asks_of_run(self) -> bool:
        """Whether one of them stands for what the plan says of a run that lacks its answer."""
        return any(item.asks_of_run for item in self.questions)

    @property
    def but_questions(self) -> list[ItemView]:
        return [item for item in self.items if item.kind != "checkin"]

    @property
    def name(self) -> str:
        """The weekday in three letters."""
        return WEEKDAYS[self.date.weekday()].capitalize()

    @property
    def number(self) -> str:
        return str(self.date.day)

    @property
    def in_words(self) -> str:
        """The lane for who cannot see it."""
        done = (item for item in self.items if item.is_training)
        told = [f"{one.title}, {one.minutes} minutes, {one.state_words.lower()}." for one in done]
        return " ".join(told) if self.minutes else "No training."

    @property
    def minutes(self) -> int:
        """Training of the day, without what the runner left out."""
        return sum(item.minutes for item in self.but_questions if item.state != "skipped")

    @property
    def minutes_to_do(self) -> int:
        return sum(
            item.minutes for item in self.but_questions if item.state in ("planned", "moved")
        )


@dataclass(frozen=True, slots=True)
class BarView:
    """The week's distance: done, planned and the cap, in words and as shares of 100."""

    done: str
    unit: str
    planned: str
    cap: str
    done_share: float
    planned_share: float
    cap_share: float


@dataclass(frozen=True, slots=True)
class WeekView:
    id: int
    start: date
    end: date
    today: date
    status: Status
    number: int
    in_force: bool
    because: str
    headline: str
    needs_doctor: bool
    days: tuple[DayView, ...] = ()
    alerts: tuple[Mapping[str, Any], ...] = ()
    changes: tuple[str, ...] = ()
    bar: BarView | None = None
    rung: RungView | None = None
    asks: Questions | None = None
    bridge_due: bool = False
    bridge_offered: bool = False
    has_no_runs: bool = False
    is_told: bool = False

    @property
    def this_day(self) -> DayView | None:
        return next((day for day in self.days if day.is_today), None)

    @property
    def is_barred(self) -> bool:
        """Whether no clinician's visit alone brings a plan: too young, or not what this is for."""
        return any(alert["rule"] == unknown_is_unsafe.ID for alert in self.stops)

    @property
    def may_tell(self) -> bool:
        """Whether it helps to tell how far one runs now: nothing is logged and nothing told."""
        short = any((a["rule"], a["level"]) == (unknown_is_unsafe.ID, "info") for a in self.notes)
        return self.has_no_runs and short and not self.is_told

    @property
    def waits_for_log(self) -> ItemView | None:
        """The first run that was ticked and whose distance nobody knows yet."""
        items = (item for day in self.days for item in day.items)
        return next((item for item in items if item.waits_for_log), None)

    @property
    def stops(self) -> tuple[Mapping[str, Any], ...]:
        """What must be read before anything else."""
        return tuple(alert for alert in self.alerts if alert["level"] == "stop")

    @property
    def notes(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(alert for alert in self.alerts if alert["level"] != "stop")

    @property
    def cautions(self) -> tuple[Mapping[str, Any], ...]:
        """What to mind today, but for what the question about the last run says itself."""
        asks = self.this_day is not None and self.this_day.asks_of_run
        found = (alert for alert in self.notes if alert["level"] == "caution")
        return tuple(alert for alert in found if not (asks and alert["text"] == ANSWER_FIRST))


def build_week(seen: Seen, *, unit: str, today: date) -> WeekView:
    """The page's week from its rows; `unit` is km or mi."""
    plan, revision = seen.plan, seen.revision
    document = revision.document if revision else None
    if revision is None or document is None:
        return _bare_week(seen, today)
    due = bridge_is_due(seen.bridge_on, document, today)
    return WeekView(
        id=plan.pk,
        start=plan.week_start,
        end=plan.week_start + timedelta(days=DAYS - 1),
        today=today,
        status=seen.status,
        number=revision.number,
        in_force=revision.number == plan.revision,
        because=revision.get_because_display(),
        headline=units.in_units(document["headline"], unit),
        needs_doctor=document["status"] == "see_a_doctor",
        days=_days(seen, revision, unit, today),
        alerts=_alerts(document, unit),
        changes=tuple(units.in_units(change["text"], unit) for change in document["changes"]),
        bar=_bar(document, seen.run_m, unit),
        rung=rung_of(document),
        asks=questions_of(document),
        bridge_due=due,
        bridge_offered=due and is_day_of_offer(seen.bridge_on, seen.started_on, today),
        is_told="told" in document["signals"],
        has_no_runs=_has_no_runs(document["signals"]) and not seen.run_m,
    )


def _has_no_runs(signals: Mapping[str, Any]) -> bool:
    """Whether no run of the last 30 days was known; one that hurt was run all the same."""
    days_off = signals.get("days_off")
    return days_off is None or days_off > LATELY


def _bare_week(seen: Seen, today: date) -> WeekView:
    start = seen.plan.week_start
    end = start + timedelta(days=DAYS - 1)
    return WeekView(
        seen.plan.pk, start, end, today, seen.status, 0, True, "", "", needs_doctor=False
    )


def _alerts(document: Mapping[str, Any], unit: str) -> tuple[Mapping[str, Any], ...]:
    told = sorted(document["alerts"], key=_gravest_first)
    return tuple({**alert, "text": units.in_units(alert["text"], unit)} for alert in told)


def _gravest_first(alert: Mapping[str, Any]) -> int:
    return ("stop", "caution", "info").index(alert["level"])


def _days(seen: Seen, revision: PlanRevision, unit: str, today: date) -> tuple[DayView, ...]:
    document = revision.document
    moved = {
        change["item"]
        for change in document["changes"]
        if change["from"] and change["to"] and change["from"] != change["to"]
    }
    about = About(seen.told, document["sources"], moved, unit, today)
    start = seen.plan.week_start
    on: dict[date, list[ItemView]] = {start + timedelta(days=n): [] for n in range(DAYS)}
    for day, item in (*dated_items(document), *carried_items(document, revision.missed)):
        if day in on:
            on[day].append(build_item(item, day, about))
    longest = max(sum(item.minutes for item in items) for items in on.values())
    return tuple(
        DayView(
            date=day,
            is_today=day == today,
            is_past=day < today,
            is_checked=(day, "checkin") in seen.told.logged,
            items=tuple(items),
            lane=_lane(items, longest),
        )
        for day, items in on.items()
    )


def _lane(items: Sequence[ItemView], longest: int) -> tuple[LaneMark, ...]:
    """The day's training one above the other, as long as its minutes against the longest day."""
    marks: list[LaneMark] = []
    top = float(LANE)
    for item in items:
        if item.is_training and item.minutes:
            length = max(round(LANE * item.minutes / longest, 1), 2.0)
            top = max(round(top - length, 1), 0.0)
            marks.append(LaneMark(f"{top:g}", f"{length:g}", item.kind, item.state))
    return tuple(marks)


def _bar(document: Mapping[str, Any], done: int, unit: str) -> BarView:
    planned = document["totals"]["run_m"]
    cap = document["signals"].get("week_cap_m") or 0
    whole = max(done, planned, cap, 1)
    return BarView(
        done=units.distance_number(done, unit),
        unit=unit,
        planned=units.planned(planned, unit),
        cap=units.distance(cap, unit) if cap else "",
        done_share=round(100 * done / whole, 1),
        planned_share=round(100 * planned / whole, 1),
        cap_share=round(100 * cap / whole, 1),
    )
