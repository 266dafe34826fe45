"""Where a runner stands on the way back, what opens the next stage, and what is worth keeping.

It decides nothing: it tells in words and figures what the rules have decided.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from apps.coach.log import Log
from apps.coach.rules import first_run_gate, return_stages, speed_gate
from apps.coach.strain import (
    GATED_STAGE,
    HEALTHY_STAGE,
    STRAINS,
    Start,
    Walk,
    calm_runs,
    gate_on,
    is_old,
    strain_event,
    walked,
    way_from,
)
from apps.coach.tendon import is_open, is_over, tendon_of
from apps.coach.types import Snapshot, State

Figures = Mapping[str, float | int | str | None]

SETTLED_AFTER: Final = timedelta(days=2)
"""So long a run's stage may still change: its next morning has to be told."""
LAST_STAGE: Final = max(return_stages.STAGES)
LAST_STAGE_DAYS: Final = 21
"""Three weeks with fast running end the way back."""
TENDON_STEPS: Final = 4
COUNTS: Final = ("none", "one", "two", "three", "four")
CALM: Final = (
    f"Calm means: pain {return_stages.CLEAN} or less during and after, "
    "a usual next morning, no limp."
)
TESTS: Final = (
    f"All small tests at {first_run_gate.MAX_EASY_TEST} or less "
    f"(the bridges at {first_run_gate.MAX_BRIDGES} or less), the knee straight and no limp, "
    "on two days in a row."
)
TENDON: Final = {
    1: (
        "Holds with the hip nearly straight.",
        "A week of daily life at 3 or less that settles within a day opens the next step.",
    ),
    2: (
        "Slow strength with little bend in the hip.",
        "A single-leg bridge at 3 or less opens the next step.",
    ),
    3: (
        "Slow strength with the hip bent.",
        "A loaded hinge at 3 or less, and a usual next morning, open the next step.",
    ),
    4: ("Quicker work: strides and hills, every third day.", "Two calm weeks end this way."),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A stage that no later report of a morning will change, and the day it has held from."""

    stage: int
    on: date
    returned: bool = False


def to_keep(snapshot: Snapshot) -> Kept | None:
    """What the runner's records should say of the way back, None where they say it already.

    Runs of the last two days move the plan, not yet the record.
    """
    log, until = Log(snapshot), snapshot.today - SETTLED_AFTER
    start, event = way_from(log), strain_event(log)
    if start is None:
        return None
    way = walked(log, start, until)
    if way.fell is not None:
        return Kept(0, way.fell)
    if event is not None:
        return Kept(way.stage, _opened(log, way, event))
    if way.stage != start.stage:
        known = start.dated or way.since > start.since
        return Kept(way.stage, way.since if known else until)
    return Kept(HEALTHY_STAGE, log.today, returned=True) if _is_ended(log, start, way) else None


def tendon_to_keep(snapshot: Snapshot) -> Kept | None:
    """What the runner's open tendon records should say, None where they say it already."""
    log = Log(snapshot)
    known = [i.stage or 1 for i in snapshot.runner.injuries if i.kind == "tendon" and is_open(i)]
    sore = tendon_of(log)
    if sore is None or not known:
        return None
    if is_over(log, sore):
        return Kept(sore.stage, log.today, returned=True)
    return None if sore.stage == min(known) else Kept(sore.stage, sore.since)


def _opened(log: Log, way: Walk, event: date) -> date:
    """The day from which runs count, where no record knew of the strain's end yet."""
    calm = {run.date for run in calm_runs(log, event)}
    return way.since if gate_on(log, event) is not None else max(way.since, *calm)


def _is_ended(log: Log, start: Start, way: Walk) -> bool:
    held = (log.today - start.since).days >= LAST_STAGE_DAYS
    enough = way.clean >= return_stages.STAGES[LAST_STAGE].clean_needed
    return start.dated and way.stage == LAST_STAGE and held and enough


def figures(log: Log) -> Figures:
    """The figures behind the words of `rung`; nothing where nobody is on the way back."""
    event, start = strain_event(log), way_from(log)
    told: dict[str, float | int | str | None] = {}
    old = [
        i.date for i in log.snapshot.runner.injuries if i.kind in STRAINS and is_old(i, log.today)
    ]
    if old:
        told["old_strain"] = max(old).isoformat()
    if event is not None and not _is_recorded(log, event):
        told["strain_on"] = event.isoformat()
    way = walked(log, start) if start is not None else None
    if way is not None and way.fell is None:
        told["stage_clean"] = way.clean
        told["bridges_even"] = int(speed_gate.bridges_equal(log.snapshot.runner.bridge_reps))
        return told
    waits_since = way.fell if way is not None else event
    return told | _gate(log, waits_since) if waits_since is not None else told


def _is_recorded(log: Log, event: date) -> bool:
    return any(
        i.kind in STRAINS and i.status != "returned" and max(i.date, i.stage_on or i.date) >= event
        for i in log.snapshot.runner.injuries
    )


def _gate(log: Log, event: date) -> dict[str, float | int | str | None]:
    first = event + timedelta(days=first_run_gate.MIN_DAYS)
    passed = {c.date for c in log.checkins if c.gate and first_run_gate.passes(c.gate)}
    recent = (log.today, log.today - timedelta(days=1))
    return {
        "gate_from": first.isoformat(),
        "gate_days": int(any(day in passed and day >= first for day in recent)),
    }


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung in words: `here` is what is done on it, `opens` what leads on."""

    number: int
    of: int
    here: str
    opens: tuple[str, ...]


def rung(state: State, stage: int | None, told: Figures) -> Rung | None:
    """The rung of a plan's state and stage, None for a runner who is on no way back."""
    if state == "acute":
        days = COUNTS[int(told.get("gate_days") or 0)]
        here = "Walking, holds and gentle movement; no running yet."
        return Rung(0, HEALTHY_STAGE, here, (TESTS, f"Days done: {days} of two."))
    if state == "return" and stage is not None:
        return Rung(stage, HEALTHY_STAGE, _session(stage), _opens(stage, told))
    if state == "tendon" and stage is not None:
        here, opens = TENDON[stage]
        return Rung(stage, TENDON_STEPS, here, (opens,))
    return None


def _session(stage: int) -> str:
    plan = return_stages.STAGES[max(stage, 1)]
    run, walk = plan.run_s // 60, plan.walk_s // 60
    if walk:
        return f"{plan.repeats} × {run} min jog and {walk} min walk, every other day at most."
    if stage < GATED_STAGE:
        return f"{run} min of easy running without a walk, every other day at most."
    if stage == GATED_STAGE:
        return f"{run} min of easy running, then a little more each time."
    return "Easy runs with strides." if stage < LAST_STAGE else "Faster running grows back."


def _opens(stage: int, told: Figures) -> tuple[str, ...]:
    needed = return_stages.STAGES[max(stage, 1)].clean_needed
    done = COUNTS[min(int(told.get("stage_clean") or 0), needed)]
    if stage == LAST_STAGE:
        weeks = LAST_STAGE_DAYS // 7
        after = "Then the normal plan is back, with some care for twelve months."
        return (f"{COUNTS[weeks].capitalize()} calm weeks end the way back. {after}", CALM)
    lines = [
        f"{COUNTS[needed].capitalize()} calm runs of this kind open the next stage: {done} done."
    ]
    if stage == GATED_STAGE and not told.get("bridges_even"):
        share = round(speed_gate.SYMMETRY * 100)
        lines.append(
            f"And a bridge test: {speed_gate.MIN_BRIDGES} or more on each leg, the weaker one "
            f"at {share} % of the other or more."
        )
    return (*lines, CALM)
