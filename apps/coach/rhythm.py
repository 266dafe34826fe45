"""Days between two runs that the runner's own week brings, and breaks that it does not."""

from datetime import timedelta
from itertools import combinations, pairwise

from apps.coach.log import Break, Log
from apps.coach.rules import after_a_break, fever
from apps.coach.rules.the_life_you_have import MIN_RUN_MIN
from apps.coach.types import WEEKDAYS


def is_usual(log: Log, pause: Break) -> bool:
    """Whether the runner's weeks held gaps as long before, so that this one is no time off.

    Up to a week long, and as long a gap ended in three of the four weeks up to the last run, or
    each week of a log that is shorter. Never one that holds a day of illness: what the weeks
    bring anyway says nothing of that.
    """
    if pause.days > after_a_break.USUAL_UP_TO or _was_ill(log, pause):
        return False
    first, since = log.first_run, pause.before - timedelta(days=after_a_break.USUAL_DAYS)
    weeks = (pause.before - first).days // 7 if first is not None else 0
    days = sorted({r.date for r in log.runs})
    alike = [b for a, b in pairwise(days) if (b - a).days >= pause.days and since < b]
    found = sum(b <= pause.before for b in alike)
    return found >= max(min(weeks, after_a_break.USUAL_TIMES), 1)


def _was_ill(log: Log, pause: Break) -> bool:
    """From the last day run on; the day of the run that ends the pause is no part of it."""
    end = pause.resumed or log.today + timedelta(days=1)
    return any(pause.before <= day < end for day in fever.days(log.checkins, log.snapshot.ill))


def week_break(log: Log) -> Break | None:
    """The longest break that lasts, or that ended in the planned week, unusual gaps only."""
    start = log.snapshot.week_start
    found = [b for b in log.breaks if b.resumed is None or b.resumed >= start]
    return max((b for b in found if not is_usual(log, b)), key=lambda b: b.days, default=None)


def is_off(log: Log) -> bool:
    """Whether a break lasts till today that the runner's weeks do not hold anyway."""
    return any(b.resumed is None and not is_usual(log, b) for b in log.breaks)


def is_meant(log: Log) -> bool:
    """Whether the days since the last run are no more than habit or the wished runs bring."""
    off = [b for b in log.breaks if b.resumed is None and not is_usual(log, b)]
    return all(b.days <= _wished_gap(log) and not _was_ill(log, b) for b in off)


def _wished_gap(log: Log) -> int:
    """Most days between two runs where the wished ones lie as evenly as the wished days allow.

    0 without a wish.
    """
    runner = log.snapshot.runner
    free = [d for d in WEEKDAYS if runner.available.get(d, 0) >= MIN_RUN_MIN]
    days = [n for n, d in enumerate(WEEKDAYS) if d in (runner.run_days or free)]
    wished = min(runner.runs_per_week or len(runner.run_days or ()), len(days))
    if not wished:
        return 0
    return min(
        max(b - a for a, b in pairwise([*some, some[0] + 7])) for some in combinations(days, wished)
    )
