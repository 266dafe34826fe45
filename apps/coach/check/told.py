"""S17: what the runner told of their running counts a little while the log is short.

A short log holds no run, or its first one is less than 14 days old. What was told then stands in
for what would have been seen, as after 8 to 14 days off: seven tenths of the longest run and of the
usual week, never more than 15 and 50 km. The longest run is no longer than the week. It counts for
28 days from the day it was told, not for somebody new to running, and only where more than 4 and
10 km are left of it: what is less says no more than the start that everybody may make.
"""

from datetime import date

from apps.coach.check.week import Case

SHARE = 70
DAYS = 28
MOST_RUN_M, MOST_WEEK_M = 15_000, 50_000
START_RUN_M, START_WEEK_M = 4_000, 10_000
LOG_DAYS = 14


def short_log(case: Case) -> bool:
    """No run is logged, or the first one is less than 14 days old."""
    first: date | None = min((run.date for run in case.snapshot.runs), default=None)
    return first is None or (case.today - first).days < LOG_DAYS


def told_m(case: Case) -> tuple[int, int]:
    """Metres of the longest run and of the week that count; zeros where nothing told does."""
    told = case.snapshot.runner.told
    if told is None or not short_log(case) or case.snapshot.runner.experience == "novice":
        return 0, 0
    run = min(told.longest_m, told.week_m) * SHARE // 100
    week = told.week_m * SHARE // 100
    is_fresh = 0 <= (case.today - told.date).days < DAYS
    if not is_fresh or run <= START_RUN_M or week <= START_WEEK_M:
        return 0, 0
    return min(run, MOST_RUN_M), min(week, MOST_WEEK_M)
