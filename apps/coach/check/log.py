"""What the log says: mornings, the longest run, the weeks, the breaks.

Pain is the higher of pain and tightness.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median

from apps.coach.types import Checkin, Run, Snapshot

HARD_TYPES = ("intervals", "tempo", "hills", "race")
HARD_RPE = 7
DAY = timedelta(days=1)


def pain_of(checkin: Checkin) -> int:
    return max(checkin.pain, checkin.tightness)


def worst(run: Run) -> int | None:
    """The higher pain of during and after; None where neither was told."""
    told = [pain for pain in (run.pain_during, run.pain_after) if pain is not None]
    return max(told, default=None)


def was_hard(run: Run) -> bool:
    return (run.rpe or 0) >= HARD_RPE or run.kind in HARD_TYPES


def baseline(snapshot: Snapshot) -> float:
    """The runner's usual morning pain.

    The given one; else the median of the check-ins of the last 28 days (today and the 27 days
    before it) without the last two of them; else 0 where there are fewer than three.
    """
    if snapshot.runner.morning_baseline is not None:
        return snapshot.runner.morning_baseline
    since = snapshot.today - timedelta(days=27)
    recent = sorted((c for c in snapshot.checkins if c.date >= since), key=lambda c: c.date)
    return median(pain_of(checkin) for checkin in recent[:-2]) if len(recent) >= 3 else 0


def red_mornings(snapshot: Snapshot) -> set[date]:
    """Days of the last year with a check-in 2 or more above the baseline, or at 4 or more.

    Where no own baseline is known (none given, fewer than three check-ins in 28 days), tightness
    alone is red from 3: one point of it is taken as usual. Not so for whoever has an injury on
    record, and for 120 days after a sudden grab or a limp in a run, after a check-in that named
    the sit bone and after the small tests before running.
    """
    limit = min(4, baseline(snapshot) + 2)
    tight = 3 if _knows_nothing(snapshot) else limit
    since = snapshot.today - timedelta(days=365)
    recent = (c for c in snapshot.checkins if c.date >= since)
    return {c.date for c in recent if c.pain >= limit or c.tightness >= tight}


def _knows_nothing(snapshot: Snapshot) -> bool:
    since = snapshot.today - timedelta(days=27)
    asked = [c for c in snapshot.checkins if c.date >= since]
    if snapshot.runner.morning_baseline is not None or len(asked) >= 3:
        return False
    of_late = snapshot.today - timedelta(days=120)
    grabs = [r for r in snapshot.runs if r.date >= of_late and (r.sudden or r.limp)]
    told = [c for c in snapshot.checkins if c.date >= of_late]
    careful = [c for c in told if c.place == "sit_bone" or c.gate is not None]
    return not snapshot.runner.injuries and not grabs and not careful


def calm_after(today: date, day: date, reported: set[date], red: set[date]) -> bool:
    """The morning after was reported calm, or two days went by without a bad report."""
    if day + DAY in reported:
        return day + DAY not in red
    return today >= day + 2 * DAY and day + 2 * DAY not in red


def longest_30_days(snapshot: Snapshot, red: set[date]) -> int:
    """L30 in metres: the longest run of the 30 days before today whose aftermath was calm."""
    since = snapshot.today - timedelta(days=30)
    recent = [run for run in snapshot.runs if since <= run.date < snapshot.today]
    reported = {checkin.date for checkin in snapshot.checkins if checkin.date >= since}
    calm = [r.distance_m for r in recent if calm_after(snapshot.today, r.date, reported, red)]
    return max(calm, default=0)


def metres(runs: Iterable[Run], start: date) -> int:
    """Metres logged in the seven days from `start`."""
    return sum(run.distance_m for run in runs if start <= run.date < start + 7 * DAY)


def reference_week(snapshot: Snapshot, before: date) -> float | None:
    """Wref: mean metres of the four seven-day weeks that end the day before `before`.

    Weeks before the first logged run are left out, and so are cutbacks: weeks at 85 % or less of
    the mean of their two neighbours, where both are known. None with fewer than two weeks of log.
    """
    first = min((run.date for run in snapshot.runs), default=None)
    starts = [before - 7 * back * DAY for back in (1, 2, 3, 4)]
    known = [start for start in starts if first is not None and start + 6 * DAY >= first]
    if len(known) < 2:
        return None
    recent = [run for run in snapshot.runs if before - 35 * DAY <= run.date < before]
    weeks = [metres(recent, before - 7 * back * DAY) for back in range(6)]
    full = [
        weeks[back]
        for back in range(1, len(known) + 1)
        if not _is_cutback(weeks, back, first, before)
    ]
    return sum(full) / len(full) if full else None


def _is_cutback(weeks: list[int], back: int, first: date | None, before: date) -> bool:
    if back == 1 or first is None or before - 7 * back * DAY - DAY < first:
        return False
    return weeks[back] <= 0.85 * (weeks[back - 1] + weeks[back + 1]) / 2
