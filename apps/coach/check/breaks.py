"""Breaks from running, the table of the way back from them, and the caps it sets."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from apps.coach.check.log import DAY, reference_week
from apps.coach.check.week import Case

BREAK_FROM = 4
RESTART_AFTER = 28
RHYTHM_UP_TO = 7
RHYTHM_WITHIN = 28
RHYTHM_GAPS = 3
RUN_DAYS_SEEN = 60
"""Enough of them to reach back past the 21 days in which a break can still count."""


@dataclass(frozen=True, slots=True)
class Break:
    """Days without running: the last day run before, and the first after, None while it lasts."""

    days: int
    before: date
    resumed: date | None

    @property
    def share(self) -> int:
        """Percent of the longest run, and of the usual week, that is allowed."""
        return 90 if self.days <= 7 else 70 if self.days <= 14 else 50 if self.days <= 28 else 0

    @property
    def calm_days(self) -> int:
        """Days without hard runs from the first run back; up to a week off it is two runs."""
        return 0 if self.days <= 7 else 7 if self.days <= 14 else 14 if self.days <= 28 else 21


def breaks(case: Case) -> list[Break]:
    """The recent breaks of 4 days or more, by difference of dates, with one that still lasts."""
    days = case.run_days[-RUN_DAYS_SEEN:]
    found = [Break((b - a).days, a, b) for a, b in pairwise(days) if (b - a).days >= BREAK_FROM]
    if days and (case.today - days[-1]).days >= BREAK_FROM:
        found.append(Break((case.today - days[-1]).days, days[-1], None))
    return found


def open_break(case: Case) -> Break | None:
    """The break that lasts till today."""
    return next((pause for pause in breaks(case) if pause.resumed is None), None)


def is_rhythm(case: Case, pause: Break) -> bool:
    """The runner's own week brings such a gap: the usual week has it in itself already.

    It is up to 7 days long, and of the last four weeks that end on the day before it began three
    at least brought a gap as long; of a younger log every full week, and one gap at least. No
    rhythm explains days off with an illness among them, that of the last day run included.
    """
    if pause.days > RHYTHM_UP_TO or _fell_ill(case, pause):
        return False
    days = [day for day in case.run_days if day <= pause.before]
    month = [
        (b - a).days for a, b in pairwise(days) if pause.before - b < timedelta(days=RHYTHM_WITHIN)
    ]
    weeks_of_log = (pause.before - days[0]) // timedelta(days=7)
    as_long = [gap for gap in month if gap >= pause.days]
    return len(as_long) >= min(RHYTHM_GAPS, max(weeks_of_log, 1))


def _fell_ill(case: Case, pause: Break) -> bool:
    last = pause.resumed - DAY if pause.resumed else case.today
    ill = set(case.snapshot.ill)
    ill |= {c.date for c in case.snapshot.checkins if c.ill or c.fever or c.fever_medicine}
    return any(pause.before <= day <= last for day in ill)


def still_counts(case: Case, pause: Break) -> bool:
    """It lasts, or the days without hard runs after it are not over."""
    if pause.resumed is None:
        return True
    return case.today < pause.resumed + timedelta(days=pause.calm_days)


def usual_week_before(case: Case, pause: Break) -> float | None:
    """The pre-break mean week in metres: Wref of the weeks that end on the last day run.

    Or Wref by whole planned weeks up to that day, if that is more, so that the weekday on which
    the break began does not matter. None with fewer than two weeks of log before the break.
    """
    own = reference_week(case.snapshot, pause.before + DAY)
    back = (case.week_start - pause.before - DAY).days // 7
    aligned = reference_week(case.snapshot, case.week_start - 7 * max(back, 0) * DAY)
    return max(own, aligned or 0.0) if own is not None else None
