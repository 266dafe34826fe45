"""Hand-made runners and weeks for the checker: nothing here comes from the planner."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from apps.coach.check import check
from apps.coach.types import (
    WEEKDAYS,
    Alert,
    BridgeTest,
    Checkin,
    Day,
    Dose,
    ExerciseDone,
    Gate,
    Goal,
    Injury,
    Item,
    Plan,
    PlannedRun,
    Run,
    Runner,
    Session,
    Snapshot,
    Step,
    Totals,
    Why,
)

MON, TUE, WED, THU, FRI, SAT, SUN = (date(2026, 11, 23) + timedelta(days=n) for n in range(7))
NORDIC, ASSISTED, STRETCH = "nordic-lowering", "assisted-nordic", "strap-hamstring-stretch-lying"
BRIDGE, HOLD = "two-leg-bridge", "two-leg-bridge-hold"
WHY = (Why("P2", "Easy running builds fitness.", "X", "runners", "V46"),)


def ago(days: int, since: date = MON) -> date:
    return since - timedelta(days=days)


def logged(day: date, metres: int = 8_000, **more: Any) -> Run:
    more = {"rpe": 3, "kind": "easy", "pain_during": 0, "pain_after": 0, **more}
    return Run(day, metres, metres * 36 // 100, **more)


def usual_log(weeks: int = 12) -> tuple[Run, ...]:
    """Tuesday, Thursday, Saturday 8 km and Sunday 14 km: 38 km a week."""
    days = [(back, metres) for back, metres in ((6, 8), (4, 8), (2, 8), (1, 14))]
    return tuple(
        logged(ago(back + 7 * week), metres * 1000)
        for week in range(weeks)
        for back, metres in days
    )


def usual_sessions() -> tuple[Session, ...]:
    """Nordics every Tuesday and Saturday for eight weeks; not new to this runner."""
    done = (ExerciseDone(NORDIC), ExerciseDone(BRIDGE))
    return tuple(
        Session(ago(back + 7 * week), "strength", done) for week in range(8) for back in (6, 2)
    )


def someone(**changes: Any) -> Runner:
    return Runner(**{"birth_year": 1990, "available": dict.fromkeys(WEEKDAYS, 120), **changes})


def asking(today: date = MON, **changes: Any) -> Snapshot:
    """A calm, regular runner on the Monday of the planned week."""
    usual = {
        "runner": someone(),
        "runs": usual_log(),
        "checkins": (Checkin(MON, 0, 0),) if today == MON else (),
        "sessions": usual_sessions(),
    }
    return Snapshot(today, MON, **{**usual, **changes})


def item(day: date, kind: Any, **more: Any) -> Item:
    name = more.pop("name", kind)
    more = {"title": kind, "minutes": 40, "why": WHY, **more}
    return Item(f"{day}-{name}", kind, **more)


def run(day: date, metres: int = 8_000, **more: Any) -> Item:
    shape: dict[str, Any] = {"type": "easy", "rpe_low": 2, "rpe_high": 4}
    fields = ("type", "rpe_low", "rpe_high", "fast_s", "steps")
    shape |= {key: more.pop(key) for key in fields if key in more}
    return item(day, "run", run=PlannedRun(distance_m=metres, **shape), **more)


def hard(day: date, metres: int = 8_000, **more: Any) -> Item:
    return run(day, metres, **{"type": "intervals", "rpe_low": 7, "rpe_high": 8, **more})


def strides(day: date, **more: Any) -> Item:
    return run(day, fast_s=60, steps=(Step("stride", 4, duration_s=15, speed_pct=85),), **more)


def walk_run(day: date, repeat: int = 8, jog: int = 60, walk: int = 120, **more: Any) -> Item:
    steps = (Step("run", repeat, duration_s=jog), Step("walk", repeat, duration_s=walk))
    more = {"type": "walk_run", "rpe_high": 3, "steps": steps, "minutes": 24, **more}
    return run(day, more.pop("metres", 2_500), **more)


def strength(day: date, *slugs: str, **more: Any) -> Item:
    doses = tuple(Dose(slug, 3, reps=5) for slug in slugs or (NORDIC,))
    return item(day, "strength", exercises=doses, **more)


def stretch(day: date, *slugs: str) -> Item:
    doses = tuple(Dose(slug, 2, hold_s=30) for slug in slugs or (STRETCH,))
    return item(day, "stretch", exercises=doses, minutes=5)


def week(*items: Item, **changes: Any) -> Plan:
    """A plan with these items on the days that their ids name, rest on the others."""
    days = tuple(
        Day(day, tuple(i for i in items if i.id.startswith(str(day))) or (item(day, "rest"),))
        for day in (MON, TUE, WED, THU, FRI, SAT, SUN)
    )
    usual = {
        "week_start": MON,
        "status": "ok",
        "state": "healthy",
        "stage": None,
        "phase": "base",
        "headline": "A calm week.",
        "days": days,
        "totals": Totals(0, 0, 0, 0, 0),
        "signals": {},
    }
    return Plan(**{**usual, **changes})


SAFE = (hard(TUE), strength(TUE), run(THU), run(SAT), run(SUN, 14_000))


def safe_week(**changes: Any) -> Plan:
    return week(*SAFE, **changes)


def refused(**changes: Any) -> Plan:
    stop = Alert("stop", "S1", "Please see a doctor today.")
    return week(**{"status": "see_a_doctor", "state": "refer", "alerts": (stop,), **changes})


def passed(day: date, **more: Any) -> Checkin:
    gate = Gate(walk_30=0, stairs=1, half_squat=1, bridges=2, knee_straight=True)
    return Checkin(day, 0, 0, gate=replace(gate, **more))


def strain(day: date, **more: Any) -> Injury:
    return Injury("strain", "left", day, **{"onset": "sudden", "status": "acute", **more})


def race_on(day: date) -> Goal:
    return Goal("race", day, 10_000)


def rules(snapshot: Snapshot, plan: Plan) -> set[str]:
    """The names of the rules that the checker finds broken."""
    return {violation.rule for violation in check(snapshot, plan)}


EVEN_BRIDGES = BridgeTest(25, 24, ago(3))
