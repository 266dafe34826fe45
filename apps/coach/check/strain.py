"""Where a runner stands after a suspected strain, from the snapshot alone."""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.coach.check.log import DAY, pain_of, worst
from apps.coach.check.tendon import highest_stage
from apps.coach.check.week import Case
from apps.coach.types import Gate, Injury, Snapshot

HISTORY_DAYS = 84
FLAG_DAYS = 365
LAST_STAGE = 8
TENDON_REPORTS, TENDON_DAYS, SITTING_PAIN = 3, 14, 3


def passes(gate: Gate | None) -> bool:
    """E3: every test was made and stayed under its limit, without limp, on a leg that is sure."""
    if gate is None:
        return False
    small = (gate.walk_30, gate.stairs, gate.half_squat)
    return (
        all(pain is not None and pain <= 1 for pain in small)
        and gate.bridges is not None
        and gate.bridges <= 2
        and gate.knee_straight
        and not (gate.limp or gate.insecure)
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
    limp. A sudden onset more than 84 days back is history.
    """
    snapshot = case.snapshot
    start = max(_grabs(case), default=None)
    if start is None:
        return None
    over = opened(snapshot, start) or _staged_since(snapshot, start) or _ran_well(snapshot, start)
    return None if over else start


def opened(snapshot: Snapshot, start: date) -> bool:
    """Two gate days in a row, from 48 hours after `start` on."""
    return opened_on(snapshot, start) is not None


def opened_on(snapshot: Snapshot, start: date) -> date | None:
    """The second of the first two gate days in a row, from 48 hours after `start` on."""
    return min(openings(snapshot, start), default=None)


def openings(snapshot: Snapshot, start: date) -> list[date]:
    """Each second of two gate days in a row, from 48 hours after `start` on."""
    days = gate_days(snapshot, start)
    return [day + DAY for day in days if day + DAY in days]


def _staged_since(snapshot: Snapshot, start: date) -> bool:
    """The day of a stage answers what the log told before it, but no other record still acute."""
    fresh = any(_is_fresh(injury, snapshot.today) for injury in strains(snapshot))
    for injury in strains(snapshot):
        stage_on = None if fresh else injury.stage_on
        known = max(d for d in (injury.date, injury.returned_on, stage_on) if d)
        if known >= start and ((injury.stage or 0) >= 1 or injury.status == "returned"):
            return True
    return False


def _ran_well(snapshot: Snapshot, start: date) -> bool:
    good = {
        run.date
        for run in snapshot.runs
        if run.date > start and not run.limp and (pain := worst(run)) is not None and pain <= 1
    }
    return len(good) >= 3


@dataclass(frozen=True, slots=True)
class Return:
    """On the way back: the stage to start from and the day from which runs can move it.

    `dated`: the stage is known to have held on that day, so every run since counts.
    """

    stage: int
    since: date
    dated: bool = False


def returning(case: Case) -> Return | None:
    """The way back that is still open, or None.

    A suspected strain starts at stage 1, unless an injury record of that day or later says more:
    from the day its gate was passed, or from its own where three calm runs ended it. Else the
    lowest stage below 8 that stands in an injury record, where the status returning without a
    stage counts as 1. Runs move it from the stage's own day on, or where none is given from the
    day of the injury.
    """
    start = max(_grabs(case), default=None)
    if start and not acute_since(case) and not _staged_since(case.snapshot, start):
        gate = opened_on(case.snapshot, start)
        return Return(1, gate or start, dated=gate is not None)
    known = [
        Return(injury.stage or 1, injury.stage_on or injury.date, injury.stage_on is not None)
        for injury in strains(case.snapshot)
        if not _is_history(injury, case.today)
        and (injury.stage or (injury.status == "returning" and injury.stage is None))
    ]
    last = min(known, key=lambda way: way.stage, default=None)
    return last if last and last.stage < LAST_STAGE else None


def _grabs(case: Case) -> list[date]:
    """The days of suspected strains: acute injuries, sudden grabs, limps in runs or gates."""
    since = case.today - timedelta(days=HISTORY_DAYS)
    fresh = [
        max(i.date, i.stage_on or i.date)
        for i in strains(case.snapshot)
        if _is_fresh(i, case.today)
    ]
    return [day for day in case.grabs if day >= since] + fresh


def _is_fresh(injury: Injury, today: date) -> bool:
    """Acute and without a stage, or on the way back at stage 0."""
    at_zero = injury.status == "returning" and injury.stage == 0
    acute = injury.status == "acute" and not injury.stage
    return (at_zero or acute) and not _is_history(injury, today)


def _is_history(injury: Injury, today: date) -> bool:
    """Still called acute, but its sudden onset is more than 84 days back."""
    old = (today - injury.date).days > HISTORY_DAYS
    return old and injury.onset == "sudden" and injury.status == "acute"


def flagged(case: Case) -> bool:
    """A hamstring strain, or the return from it, within the last 365 days."""
    since = case.today - timedelta(days=FLAG_DAYS)
    return any(
        injury.kind == "strain" and max(injury.date, injury.returned_on or injury.date) >= since
        for injury in case.snapshot.runner.injuries
    )


def tendon_stage(case: Case) -> int | None:
    """The stage, 1 to 4, of a sore sit-bone tendon, or None.

    The lowest of the tendon injuries that have not returned (1 where none is given), each as high
    as its log can have led; without one,
    stage 1 where the check-ins of the last 28 days show the pattern: three or more with ache at
    the sit bone, the first and last 14 days or more apart, one with sitting pain of 3 or more.
    """
    open_ones = [
        i for i in case.snapshot.runner.injuries if i.kind == "tendon" and i.status != "returned"
    ]
    if open_ones:
        return min(highest_stage(case.snapshot, injury) for injury in open_ones)
    since = case.today - timedelta(days=27)
    sore = [
        checkin
        for checkin in case.snapshot.checkins
        if checkin.date >= since and checkin.place == "sit_bone" and pain_of(checkin) > 0
    ]
    days = sorted(checkin.date for checkin in sore)
    long = len(days) >= TENDON_REPORTS and (days[-1] - days[0]).days >= TENDON_DAYS
    sitting = any((checkin.sitting_pain or 0) >= SITTING_PAIN for checkin in sore)
    return 1 if long and sitting else None
