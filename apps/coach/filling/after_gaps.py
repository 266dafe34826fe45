"""Runs that will stand four days or more after the one before: what the table will leave of them.

Told on the first day of the week and not on the day itself, so that no run is cut at its door.
"""

from dataclasses import replace
from datetime import date, timedelta

from apps.coach import told
from apps.coach.calendar import Calendar
from apps.coach.frame import Frame
from apps.coach.log import Log
from apps.coach.placement.problem import Placed
from apps.coach.placement.wishes import Pins
from apps.coach.rhythm import is_off
from apps.coach.rules import after_a_break
from apps.coach.types import WEEKDAYS


def _gap(log: Log, week: Calendar, placed: Placed, i: int) -> int:
    """Days from the run before to the placed one.

    Before the first of a week that is still to come they are those off by now: what will be run
    in between is not known yet.
    """
    before = [week.days[j] for j in placed.run if j < i]
    before += [day for day, runs in zip(week.days[:i], week.done_runs[:i], strict=True) if runs]
    before += _raced(log, week, placed, i)
    if before:
        return (week.days[i] - max(before)).days
    until = week.days[i] if week.days[0] <= log.today + timedelta(days=1) else log.today
    return (until - log.last_run.date).days if log.last_run is not None else 0


def _raced(log: Log, week: Calendar, placed: Placed, i: int) -> list[date]:
    """The day of a race before, which ends a gap as a run does, but not one that is open today.

    What the first training run after that may have counts from the last one before (S6).
    """
    is_first, days_off = i == min(placed.run), log.days_off or 0
    if week.race is None or not week.race_open or week.race > i:
        return []
    return [] if is_first and days_off >= after_a_break.BREAK_FROM else [week.days[week.race]]


def after_gaps(log: Log, week: Calendar, frame: Frame, placed: Placed) -> Frame:
    """The frame with lower caps where a placed run will follow so long a gap.

    A gap that comes of a run that was let go is not looked ahead at: the later days keep what they
    held (S16), and it may still be taken back.
    """
    longest = max(log.longest_m(log.today), told.longest_m(log))
    missed = any(name.endswith("-run") for name in log.snapshot.missed)
    let_go = missed and (log.days_off or 0) < after_a_break.BREAK_FROM
    if is_off(log) or not longest or let_go:
        return frame
    caps, low = list(frame.caps_m), dict(frame.after_gap)
    for i in placed.run:
        gap = _gap(log, week, placed, i)
        most = int(after_a_break.band(gap).longest * longest + 1e-6)
        if gap >= after_a_break.BREAK_FROM and most < caps[i]:
            caps[i] = most
            low[i] = gap
    return replace(frame, caps_m=tuple(caps), after_gap=low)


def long_elsewhere(log: Log, week: Calendar, frame: Frame, placed: Placed, pins: Pins) -> Placed:
    """The long run on a day that no gap keeps short, or nothing the runner built would last.

    Not where the runner chose its day.
    """
    at, longest = placed.long, {i: _most(log, week, frame, i) for i in placed.run}
    if at is None or at not in frame.after_gap or at in pins.runs:
        return placed
    if WEEKDAYS[week.days[at].weekday()] == log.snapshot.runner.long_run_day:
        return placed
    free = [i for i in placed.run if i not in (*placed.hard, *pins.runs)]
    best = max(free, key=lambda i: (longest[i], i), default=at)
    return replace(placed, long=best) if longest[best] > longest[at] else placed


def _most(log: Log, week: Calendar, frame: Frame, i: int) -> float:
    return min(frame.caps_m[i], week.minutes[i] * 60_000 / log.pace)
