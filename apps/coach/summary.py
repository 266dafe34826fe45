"""What stands around the days: totals, signals, alerts, the headline, the sources."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from statistics import fmean

from apps.coach import ladder, limits, told
from apps.coach.alerts import no_time
from apps.coach.frame import Frame
from apps.coach.log import Log
from apps.coach.rhythm import is_meant
from apps.coach.rules.shown_not_used import SHOWN_AFTER_DAYS
from apps.coach.sources import SOURCES
from apps.coach.state import Standing
from apps.coach.types import Day, Item, Source, State, Status, Totals
from apps.coach.why import km

STRENGTH_RPE = 5
Signals = Mapping[str, float | int | str | None]

HEADLINES: dict[State, str] = {
    "refer": "Please let a clinician look at this before you train again.",
    "acute": "Rest the leg first: small tests come before the first run.",
    "return": "One step at a time on the way back.",
    "tendon": "Flat and easy running, and slow strength for the sit bone.",
    "break": "A short week to find your rhythm again.",
    "ill": "Get well first; the training waits.",
    "niggle": "A softer week, so the hamstring can settle.",
    "healthy": "A steady week.",
}


TENDON_SLOW_UP_TO = 2
TENDON_LATER = "Flat running, and strength that asks a little more of the sit bone."
SHORT_BREAK = 7
"""Up to a week without a run is no break that a runner would call one."""


def _load(item: Item) -> float:
    if item.run is not None:
        return (item.run.rpe_low + item.run.rpe_high) / 2 * item.minutes
    return STRENGTH_RPE * item.minutes if item.kind == "strength" else 0


def totals(days: tuple[Day, ...]) -> Totals:
    """Sums of the whole week, what was done included; the race is not training."""
    items = [item for day in days for item in day.items]
    runs = [i for i in items if i.run is not None and (i.done or i.run.type != "race")]
    stretching = [i for i in items if i.kind in ("stretch", "mobility")]
    return Totals(
        run_m=sum(i.run.distance_m for i in runs if i.run is not None),
        run_minutes=sum(i.minutes for i in runs),
        strength_sessions=sum(i.kind == "strength" for i in items),
        stretch_minutes=sum(i.minutes for i in stretching),
        load=round(sum(_load(i) for i in items)),
    )


def pain_trend(log: Log) -> str:
    """This week's mean pain against the week before."""
    split = log.today - timedelta(days=6)
    values = log.reports(13)
    now = [v for d, v in values if d >= split]
    before = [v for d, v in values if d < split]
    if not now or not before:
        return "unknown"
    gap = fmean(now) - fmean(before)
    return "rising" if gap > 0.5 else "falling" if gap < -0.5 else "steady"


def signals(log: Log, frame: Frame, total: Totals) -> Signals:
    """Figures to show; none of the ratios decides anything."""
    week_ago = log.today - timedelta(days=6)
    last = log.weeks_m[0] if log.weeks_m else 0
    known = log.first_run and (log.today - log.first_run).days >= SHOWN_AFTER_DAYS
    load_7, load_28 = log.load(week_ago, 7), log.load(log.today - timedelta(days=27), 28)
    return {
        "last_7d_m": log.distance_m(week_ago, 7),
        "longest_30d_m": log.longest_m(log.today),
        "usual_week_m": round(log.usual_m),
        "weekly_change_pct": round((total.run_m / last - 1) * 100) if last else None,
        "load_7d": round(load_7),
        "load_28d": round(load_28),
        "acwr": round(load_7 / (load_28 / 4), 2) if known and load_28 else None,
        "monotony": "n/a" if log.monotony is None else log.monotony,
        "pain_trend": pain_trend(log),
        "days_off": log.days_off,
        "run_cap_m": max(frame.caps_m),
        "week_cap_m": frame.week_cap_m,
        "week_target_m": frame.target_m,
        "week_runs": frame.whole_runs,
        "morning_baseline": log.baseline,
        **ladder.figures(log),
        **({"limits": limited} if (limited := limits.signal(log)) else {}),
        **({"told": counted} if (counted := told.signal(log)) else {}),
    }


def status(log: Log, standing: Standing) -> Status:
    """Whether the week is what was wished for, or why it cannot be."""
    if standing.state == "refer":
        return "see_a_doctor"
    return "impossible" if no_time(log) else "ok"


def headline(log: Log, standing: Standing, frame: Frame, total: Totals) -> str:
    """The one sentence that the runner reads first."""
    text = HEADLINES[standing.state]
    if standing.state == "healthy" and frame.phase == "taper":
        text = "Race in sight: less distance, a little speed, good sleep."
    elif standing.state == "healthy" and frame.phase == "cutback":
        text = "A lighter week on purpose."
    elif standing.state == "healthy" and frame.shape == "walk_run":
        text = "Short and easy, walking included."
    elif standing.state == "tendon" and (standing.stage or 0) > TENDON_SLOW_UP_TO:
        text = TENDON_LATER
    elif standing.state == "break" and is_meant(log):
        text = f"{frame.break_days} days between runs, as you wished: the next is a little shorter."
    elif standing.state == "break" and (frame.break_days or 0) <= SHORT_BREAK:
        text = f"{frame.break_days} days since your last run: this week starts a little shorter."
    elif standing.barred and not standing.flags:
        text = "This coach is not made for your situation; a clinician can guide you."
    if total.run_m and standing.state != "refer":
        lifting = (
            f", {total.strength_sessions}\u00a0×\u00a0strength" if total.strength_sessions else ""
        )
        text += f" {km(total.run_m)} of running{lifting}."
    return text


def used_sources(days: tuple[Day, ...]) -> dict[str, Source]:
    """The sources that the reasons name."""
    keys: Iterable[str] = {w.source for d in days for i in d.items for w in i.why}
    return {key: SOURCES[key] for key in sorted(keys)}
