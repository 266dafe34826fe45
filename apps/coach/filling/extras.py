"""Small things of a day: what was logged, check-ins, stretching and rolling."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Literal

from apps.coach import things
from apps.coach.calendar import Calendar, first_gate_day, overshoot
from apps.coach.catalogue import EXERCISES
from apps.coach.filling.strength import seconds
from apps.coach.log import DEFAULT_RPE, Log
from apps.coach.rules import (
    compression_ban,
    first_run_gate,
    pain_ceiling,
    rolling,
    stretch_dose,
)
from apps.coach.state import Standing
from apps.coach.types import Dose, Item, PlannedRun, Run, Session
from apps.coach.why import claim, why

STRETCHES = ("strap-hamstring-stretch-lying", "half-kneeling-hip-flexor-stretch")
ROLL = "foam-roll-back-of-thigh-and-glutes"
RECHECK_DAYS = (1, 2, 3)
OVERSHOOT_MORNINGS = 2
CHECK_MIN = 2
LAST_RUN: Final = "How did your last run feel?"
"""The title of the question that only a run's own page answers once two mornings are past."""
GATE_MIN = 10
GATE_TESTS = (
    "30 minutes of walking, stairs and half squats on one leg at "
    f"{first_run_gate.MAX_EASY_TEST}/10 or less, ten bridges on each leg at "
    f"{first_run_gate.MAX_BRIDGES}/10 or less, the knee straight, no limp."
)


def _done_run(run: Run, number: int) -> Item:
    rpe = run.rpe if run.rpe is not None else DEFAULT_RPE
    kind = run.kind or "easy"
    tail = "" if number == 1 else f"-{number}"
    return Item(
        id=f"{run.date.isoformat()}-run{tail}",
        kind="run",
        title="Run",
        minutes=-(-run.duration_s // 60),
        done=True,
        run=PlannedRun(kind, run.distance_m, rpe, rpe, run.fast_s or 0),
        why=(why("S16", "Done. It counts, and no second run is planned for the day."),),
    )


def _done_session(session: Session, number: int) -> Item:
    doses = tuple(
        Dose(e.slug, e.sets or 1, e.reps, e.hold_s, side=EXERCISES[e.slug].side)
        for e in session.exercises
        if e.slug in EXERCISES
    )
    tail = "" if number == 1 else f"-{number}"
    return Item(
        id=f"{session.date.isoformat()}-{session.kind}{tail}",
        kind=session.kind,
        title=session.kind.capitalize(),
        minutes=-(-sum(seconds(d) for d in doses) // 60),
        done=True,
        exercises=doses,
        why=(why("S16", "Done. What is done is not planned again."),),
    )


def done_items(week: Calendar, i: int) -> list[Item]:
    """What was logged on a day."""
    items = [_done_run(run, n) for n, run in enumerate(week.done_runs[i], start=1)]
    counts: dict[str, int] = {}
    for session in week.done_sessions[i]:
        counts[session.kind] = counts.get(session.kind, 0) + 1
        items.append(_done_session(session, counts[session.kind]))
    return items


def checkins(log: Log, standing: Standing, day: date, room: int) -> list[Item]:
    """Questions of the day: red flags again, the small tests, how the last run felt."""
    items = []
    name = f"{day.isoformat()}-checkin"
    gate = first_gate_day(log, standing)
    if gate is not None and standing.event is not None:
        if day in (gate, gate + timedelta(days=1)) and room >= GATE_MIN:
            tests = (why("S3", GATE_TESTS),)
            items.append(
                Item(name, "checkin", "The small tests before running", GATE_MIN, why=tests)
            )
        elif (day - standing.event).days in RECHECK_DAYS and room >= CHECK_MIN:
            items.append(Item(name, "checkin", "Red flags: look again", CHECK_MIN))
    elif day == log.today and standing.hold and room >= CHECK_MIN:
        items.append(Item(name, "checkin", LAST_RUN, CHECK_MIN))
    elif _after_overshoot(log, day) and standing.state != "refer" and room >= CHECK_MIN:
        items.append(Item(name, "checkin", "How does the leg feel this morning?", CHECK_MIN))
    return items


def _after_overshoot(log: Log, day: date) -> bool:
    """Whether a run far above the cap lies one or two mornings back."""
    jump = overshoot(log)
    return jump is not None and 0 < (day - jump.date).days <= OVERSHOOT_MORNINGS


def _doses(slugs: tuple[str, ...], standing: Standing, owned: frozenset[str]) -> list[Dose]:
    found = [EXERCISES[s] for s in slugs if s in EXERCISES]
    return [
        Dose(
            e.slug,
            e.sets.low,
            e.reps.low if e.reps else None,
            e.hold_s.low if e.hold_s else None,
            e.tempo,
            e.rest_s,
            e.side,
        )
        for e in found
        if e.fits(owned)
        and compression_ban.allowed(e, standing.state, standing.stage, standing.tendon)
    ]


def stretches(
    log: Log, standing: Standing, i: int, day: date, room: int, *, pinned: bool, ran: bool
) -> list[Item]:
    """Optional stretching, and rolling after a run, where nothing speaks against it.

    A hamstring that hurts more than strength work may is not pulled on that day.
    """
    if standing.state in ("refer", "acute", "ill"):
        return []
    wants, owned = log.snapshot.runner.wants, things.owned(log, day)
    done = {s.kind for s in log.sessions if s.date == day}
    items: list[Item] = []
    told = (c.pain for c in log.snapshot.checkins if c.date == day)
    hurts = max(told, default=0) > pain_ceiling.for_strength(standing.state)
    doses = [] if hurts else _doses(STRETCHES[:1], standing, owned)
    doses = doses or _doses(STRETCHES[1:], standing, owned)
    doses = [replace(d, sets=stretch_dose.SETS, hold_s=stretch_dose.HOLD_S) for d in doses]
    minutes = -(-sum(seconds(d) for d in doses) // 60)
    wanted = pinned or (wants.stretch and i in stretch_dose.DAYS)
    if wanted and doses and "stretch" not in done and minutes <= room:
        items.append(_quiet("stretch", day, minutes, doses, pinned=pinned))
        room -= minutes
    roll = _doses((ROLL,), standing, owned)
    if wants.roll and ran and roll and "mobility" not in done and room >= rolling.MINUTES:
        items.append(_quiet("mobility", day, rolling.MINUTES, roll, pinned=False))
    return items


def _quiet_title(kind: str, doses: list[Dose]) -> str:
    if kind == "mobility":
        return "Foam roll, if you like"
    hip = doses[0].slug == STRETCHES[1]
    return "Hip-flexor stretch, if you like" if hip else "Stretch, if you like"


def _quiet(
    kind: Literal["stretch", "mobility"],
    day: date,
    minutes: int,
    doses: list[Dose],
    *,
    pinned: bool,
) -> Item:
    stretch = kind == "stretch"
    return Item(
        f"{day.isoformat()}-{kind}",
        kind,
        _quiet_title(kind, doses),
        minutes,
        pinned=pinned,
        exercises=tuple(doses),
        load_class="low",
        why=(claim("P15" if stretch else "P17"),),
    )
