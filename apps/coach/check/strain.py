"""Where a runner stands after a suspected strain, from the snapshot alone."""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.coach.check.log import DAY, worst
from apps.coach.check.week import Case
from apps.coach.types import Gate, Injury, Snapshot

HISTORY_DAYS = 84
FLAG_DAYS = 365
LAST_STAGE = 8


def passes(gate: Gate | None) -> bool:
    """E3: every test was made and stayed under its limit, without limp."""
    if gate is None:
        return False
    small = (gate.walk_30, gate.stairs, gate.half_squat)
    return (
        all(pain is not None and pain <= 1 for pain in small)
        and gate.bridges is not None
        and gate.bridges <= 2
        and gate.knee_straight
        and not gate.limp
    )


def gate_days(snapshot: Snapshot, since: date) -> set[date]:
    """Days from 48 hours after `since` on which the gate was passed and never not passed."""
    first = since + 2 * DAY
    answered = [c for c in snapshot.checkins if c.gate is not None and c.date >= first]
    refused = {c.date for c in answered if not passes(c.gate)}
    return {c.date for c in answered} - refused


def strains(snapshot: Snapshot) -> list[Injury]:
    """Strains of the hamstring or calf, oldest first."""
    found = [injury for injury in snapshot.runner.injuries if injury.kind != "tendon"]
    return sorted(found, key=lambda injury: injury.date)


def acute_since(case: Case) -> date | None:
    """The day of the suspected strain that no gate has closed yet, or None.

    It starts with an injury of status acute (or at stage 0), a run with a sudden grab or a limp,
    or a limp in a gate. It ends with two passed gate days in a row, the first 48 hours or more
    after it, with an injury record of that day or later that holds a stage from 1 or the status
    returned, or with three runs on separate days after it at a told pain of 1 or less without
    limp. More than 84 days back it is history.
    """
    snapshot = case.snapshot
    start = max(_grabs(snapshot), default=None)
    if start is None or (case.today - start).days > HISTORY_DAYS:
        return None
    over = opened(snapshot, start) or _staged_since(snapshot, start) or _ran_well(snapshot, start)
    return None if over else start


def opened(snapshot: Snapshot, start: date) -> bool:
    """Two gate days in a row, from 48 hours after `start` on."""
    days = gate_days(snapshot, start)
    return any(day + DAY in days for day in days)


def _staged_since(snapshot: Snapshot, start: date) -> bool:
    return any(
        max(injury.date, injury.returned_on or injury.date) >= start
        and ((injury.stage or 0) >= 1 or injury.status == "returned")
        for injury in strains(snapshot)
    )


def _by_the_gate(snapshot: Snapshot, start: date) -> bool:
    return opened(snapshot, start) and not _staged_since(snapshot, start)


def _ran_well(snapshot: Snapshot, start: date) -> bool:
    good = {
        run.date
        for run in snapshot.runs
        if run.date > start and not run.limp and (pain := worst(run)) is not None and pain <= 1
    }
    return len(good) >= 3


@dataclass(frozen=True, slots=True)
class Return:
    """On the way back: the stage to start from and the day from which runs can move it."""

    stage: int
    since: date


def returning(case: Case) -> Return | None:
    """The way back that is still open, or None.

    A suspected strain of the last 84 days whose gate was passed starts at stage 1, unless an
    injury record of that day or later says more. Else the last injury of status returning (stage
    1 where none is given) or with a stage from 1 to 7.
    """
    start = max(_grabs(case.snapshot), default=None)
    recent = start is not None and (case.today - start).days <= HISTORY_DAYS
    if start and recent and not acute_since(case) and _by_the_gate(case.snapshot, start):
        return Return(1, start)
    known = [
        injury
        for injury in strains(case.snapshot)
        if injury.stage or (injury.status == "returning" and injury.stage is None)
    ]
    stage = (known[-1].stage or 1) if known else LAST_STAGE
    return Return(stage, known[-1].date) if stage < LAST_STAGE else None


def _grabs(snapshot: Snapshot) -> list[date]:
    """The days of suspected strains: acute injuries, sudden grabs, limps in runs or gates."""
    limps = [c.date for c in snapshot.checkins if c.gate is not None and c.gate.limp]
    runs = [run.date for run in snapshot.runs if run.sudden or run.limp]
    return limps + runs + [i.date for i in strains(snapshot) if _is_fresh(i)]


def _is_fresh(injury: Injury) -> bool:
    """Acute and without a stage, or on the way back at stage 0."""
    at_zero = injury.status == "returning" and injury.stage == 0
    return at_zero or (injury.status == "acute" and not injury.stage)


def flagged(case: Case) -> bool:
    """A hamstring strain, or the return from it, within the last 365 days."""
    since = case.today - timedelta(days=FLAG_DAYS)
    return any(
        injury.kind == "strain" and max(injury.date, injury.returned_on or injury.date) >= since
        for injury in case.snapshot.runner.injuries
    )


def tendon_stage(case: Case) -> int | None:
    """The stage, 1 to 4, of a sit-bone tendon that has not returned; 1 where none is given."""
    open_ones = [
        injury
        for injury in case.snapshot.runner.injuries
        if injury.kind == "tendon" and injury.status != "returned"
    ]
    return min((injury.stage or 1 for injury in open_ones), default=None)
