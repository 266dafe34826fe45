"""What stands around the days: totals, signals, alerts, the headline, the sources."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from statistics import fmean

from apps.coach.calendar import Calendar, latest_pain, overshoot
from apps.coach.frame import Frame
from apps.coach.log import Log
from apps.coach.placement.wishes import Pins
from apps.coach.rules import contrast, red_flags
from apps.coach.rules.shown_not_used import SHOWN_AFTER_DAYS
from apps.coach.sources import SOURCES
from apps.coach.state import Standing
from apps.coach.types import WEEKDAYS, Alert, Day, Item, Source, State, Status, Totals
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
FLAG_WORDS = {
    "pop": "a pop",
    "bruise": "a bruise",
    "cannot_walk": "trouble walking",
    "gap": "a gap in the muscle",
    "sit_bone_slip": "sit-bone pain after a slip",
    "one_leg_swollen": "one swollen leg",
    "breathless": "breathlessness",
    "saddle_numb": "numbness in the saddle area",
    "night_pain": "pain at night",
    "pins_needles": "pins and needles",
}


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
        "morning_baseline": log.baseline,
    }


def _doctor_alerts(standing: Standing) -> list[Alert]:
    alerts = []
    if standing.flags:
        words = ", ".join(FLAG_WORDS.get(f, f.replace("_", " ")) for f in standing.flags)
        urgent = any(f in red_flags.EMERGENCY for f in standing.flags)
        act = (
            "Call the emergency number now."
            if urgent
            else "Have it looked at today or tomorrow, by a doctor or in an emergency department."
        )
        alerts.append(Alert("stop", "S1", f"You told us of {words}. {act} No training until then."))
    if standing.barred:
        text = (
            "This coach is not made for your situation "
            f"({standing.barred.replace('_', ' ')}). Please ask a clinician or a "
            "physiotherapist for a plan."
        )
        alerts.append(Alert("stop", "S17", text))
    return alerts


def _state_alerts(log: Log, standing: Standing) -> list[Alert]:
    if standing.state == "acute":
        return [
            Alert("stop", "S2", "No running for now. Stop at once when it grabs or when you limp."),
            Alert(
                "caution",
                "S1",
                (
                    "Look for bruising, a gap or swelling again after one, two and three "
                    "days; with any of them see a doctor the same day."
                ),
            ),
            Alert(
                "caution",
                "S3",
                (
                    "Please see a physiotherapist this week, above all if walking hurts for "
                    "more than a day."
                ),
            ),
        ]
    if standing.state == "tendon":
        return [
            Alert(
                "info",
                "S13",
                (
                    "Sitting: stand up every 30 minutes, use a cushion, and leave out "
                    "forward bends and hamstring stretches."
                ),
            ),
            Alert(
                "caution",
                "S13",
                (
                    "Pain at the sit bone that lasts for weeks belongs in front of a "
                    "physiotherapist; see a doctor if it has not changed after six weeks or "
                    "if the leg tingles."
                ),
            ),
        ]
    if standing.red_today:
        return [
            Alert(
                "caution",
                "S5",
                (
                    f"This morning says {latest_pain(log)}/10: no run today, and the next "
                    "days are lighter by 30 %."
                ),
            )
        ]
    if standing.state == "ill":
        return [
            Alert(
                "stop",
                "S14",
                (
                    "No training until a full day has gone by without fever or its medicine. "
                    "With chest pain, a racing heart or unusual breathlessness, get help at "
                    "once."
                ),
            )
        ]
    return []


def alerts(
    log: Log, standing: Standing, week: Calendar, frame: Frame, pins: Pins, days: tuple[Day, ...]
) -> tuple[Alert, ...]:
    """What the runner must read besides the days."""
    found = _doctor_alerts(standing)
    if not found:
        found = _state_alerts(log, standing)
        if standing.hold:
            found.append(
                Alert(
                    "caution",
                    "S17",
                    "Tell us how your last run felt. Until then the week does not grow.",
                )
            )
        if contrast.flat(log.monotony):
            found.append(
                Alert(
                    "info",
                    "P26",
                    (
                        f"Your last seven days were much alike (monotony {log.monotony}); "
                        "easy days may be easier."
                    ),
                )
            )
        missed = len(log.snapshot.missed)
        if missed:
            found.append(
                Alert(
                    "info", "S16", "What did not happen is gone; the days ahead stay as they were."
                )
            )
        found += _wish_alerts(log, frame, days)
        if week.race is not None and not any(
            i.run and i.run.type == "race" for d in days for i in d.items
        ):
            found.append(
                Alert(
                    "caution",
                    "S4",
                    (
                        "Your race is this week. Pain, illness and open questions come "
                        "first, so the plan does not count on it."
                    ),
                )
            )
    found += [
        Alert(
            "caution",
            rule,
            (
                f"What you pinned to {pin.date.isoformat()} ({pin.kind}) does not stand: "
                f"{rule} speaks against it."
            ),
        )
        for pin, rule in pins.refused
    ]
    return tuple(found)


def no_time(log: Log) -> bool:
    """Whether the runner's own wishes leave no day for anything."""
    runner = log.snapshot.runner
    days = runner.run_days if runner.run_days else WEEKDAYS
    return not any(runner.available.get(d, 0) for d in days)


def status(log: Log, standing: Standing) -> Status:
    """Whether the week is what was wished for, or why it cannot be."""
    if standing.state == "refer":
        return "see_a_doctor"
    return "impossible" if no_time(log) else "ok"


def _wish_alerts(log: Log, frame: Frame, days: tuple[Day, ...]) -> list[Alert]:
    wish = log.snapshot.runner.target_weekly_m
    out = []
    if wish is not None and wish > frame.target_m and frame.phase in ("base", "build", "peak"):
        out.append(
            Alert(
                "info",
                "P1",
                f"{km(wish)} a week is your aim; this week's step is {km(frame.target_m)}.",
            )
        )
    if no_time(log):
        text = (
            "The days you want hold no time, so the week is rest. "
            "Fifteen minutes on one of them are enough for a start."
        )
        out.append(Alert("caution", "P25", text))
    jump = overshoot(log)
    if jump is not None:
        text = (
            f"{km(jump.distance_m)} was a jump from {km(log.longest_m(jump.date))}. "
            "That is fine; no hard run for three days, and tell us how the next mornings feel."
        )
        out.append(Alert("info", "S6", text))
    cap = max(frame.caps_m)
    for pin in log.snapshot.fixed:
        asked = pin.run.distance_m if pin.run is not None else None
        stands = any(d.date == pin.date and i.run for d in days for i in d.items)
        if asked and asked > cap and stands:
            out.append(
                Alert(
                    "caution",
                    "S6",
                    (
                        f"{km(asked)} became {km(cap)}: at most 10 % above your longest run "
                        f"in 30 days ({km(log.longest_m(log.today))})."
                    ),
                )
            )
    return out


def headline(standing: Standing, frame: Frame, total: Totals) -> str:
    """The one sentence that the runner reads first."""
    text = HEADLINES[standing.state]
    if standing.state == "healthy" and frame.phase == "taper":
        text = "Race in sight: less distance, a little speed, good sleep."
    elif standing.state == "healthy" and frame.phase == "cutback":
        text = "A lighter week on purpose."
    elif standing.state == "healthy" and standing.novice:
        text = "Short and easy, walking included."
    if total.run_m and standing.state != "refer":
        text += f" {km(total.run_m)} of running, {total.strength_sessions} × strength."
    return text


def used_sources(days: tuple[Day, ...]) -> dict[str, Source]:
    """The sources that the reasons name."""
    keys: Iterable[str] = {w.source for d in days for i in d.items for w in i.why}
    return {key: SOURCES[key] for key in sorted(keys)}
