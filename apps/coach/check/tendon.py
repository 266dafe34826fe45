"""Which stage of a sore sit-bone tendon the log can have earned at most, from the snapshot alone.

Evidence, part A5. A stage is never earned by time: each wants its own reports, and with a day of
its own (`stage_on`) only what was logged after that day counts. A stage without a day can have
been raised by one at most, by the last four weeks.
"""

from collections.abc import Callable
from datetime import date, timedelta

from apps.coach.check.log import DAY, pain_of, red_mornings
from apps.coach.types import Checkin, Injury, Snapshot

BORNE = 3
"""Pain up to which daily life, a single-leg bridge and a loaded hinge pass."""
WEEK = 7
MORNINGS = 5
UNDATED = timedelta(days=28)
LAST = 4
ONE_LEG = ("single-leg-bridge", "single-leg-bridge-heel-on-bench")
HINGE = ("romanian-deadlift", "single-leg-romanian-deadlift", "45-hip-extension")


def highest_stage(snapshot: Snapshot, injury: Injury) -> int:
    """The stage in the record, and one more for each that its log can have opened since."""
    stage, dated = injury.stage or 1, injury.stage_on is not None
    since = injury.stage_on or max(injury.date, snapshot.today - UNDATED)
    for _ in range(LAST - stage if dated else min(1, LAST - stage)):
        day = OPENED[stage](snapshot, since)
        if day is None:
            break
        stage, since = stage + 1, day
    return stage


def _calm_week(snapshot: Snapshot, since: date) -> date | None:
    """The first morning that ends a week, begun after `since`, with five calm mornings or more."""
    red = red_mornings(snapshot)
    for last in sorted({c.date for c in snapshot.checkins}):
        week = [c for c in snapshot.checkins if last - WEEK * DAY < c.date <= last]
        enough = last >= since + WEEK * DAY and len({c.date for c in week}) >= MORNINGS
        if enough and not any(c.date in red or _worst(c) > BORNE for c in week):
            return last
    return None


def _worst(checkin: Checkin) -> int:
    return max(pain_of(checkin), checkin.sitting_pain or 0)


def _borne_twice(slugs: tuple[str, ...], *, told: bool) -> Callable[[Snapshot, date], date | None]:
    """The second day after `since` on which one of these was borne, the morning after not red.

    With `told` that morning must have been told as well.
    """

    def second(snapshot: Snapshot, since: date) -> date | None:
        red, asked = red_mornings(snapshot), {c.date for c in snapshot.checkins}
        days = {
            s.date
            for s in snapshot.sessions
            if s.date > since
            and s.completed > 0
            and s.pain is not None
            and s.pain <= BORNE
            and any(done.slug in slugs for done in s.exercises)
        }
        fine = sorted(d for d in days if d + DAY not in red and (not told or d + DAY in asked))
        return fine[1] if len(fine) > 1 else None

    return second


OPENED: dict[int, Callable[[Snapshot, date], date | None]] = {
    1: _calm_week,
    2: _borne_twice(ONE_LEG, told=False),
    3: _borne_twice(HINGE, told=True),
}
