"""What the runner's log says, as figures: longest run, usual week, mornings, pace."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from statistics import fmean, median, pstdev
from typing import TypeVar

from apps.coach.catalogue import EXERCISES
from apps.coach.rules import (
    cutback_week,
    next_morning,
    novice_start,
    return_stages,
    single_run_cap,
    unknown_is_unsafe,
)
from apps.coach.rules.after_a_break import BREAK_FROM
from apps.coach.types import Checkin, Run, Session, Snapshot

Entry = TypeVar("Entry", Run, Checkin, Session)

HARD_KINDS = frozenset({"tempo", "intervals", "hills", "race"})
HARD_RPE = 7
RECENT_DAYS = 120
USUAL_WEEKS = 4
KNOWN_WEEKS = 12
BASELINE_DAYS = 27
"""And today: four weeks."""
BASELINE_MIN = 3
PACE_DAYS = 60
DEFAULT_PACE = 420.0
"""Seconds for a kilometre, for a runner without a log."""
NOVICE_PACE = 480.0
"""The same where somebody new to running walks in between."""
SANE_PACE = (170.0, 900.0)
DEFAULT_RPE = 4
SESSION_MIN = 20
SESSION_RPE = 5


def run_pain(run: Run) -> int:
    """Pain of a run: the worse of during and after, 0 if nothing was said."""
    return max(run.pain_during or 0, run.pain_after or 0)


def felt(checkin: Checkin) -> int:
    """Hamstring pain or tightness of a morning, the higher."""
    return max(checkin.pain, checkin.tightness)


def is_hard(run: Run) -> bool:
    """Whether a logged run counts as hard."""
    return (run.rpe or 0) >= HARD_RPE or run.kind in HARD_KINDS


def is_fast(run: Run) -> bool:
    """Hard, or with some seconds of fast running in it."""
    return is_hard(run) or (run.fast_s or 0) > 0


def has_class(session: Session, *classes: str) -> bool:
    """Whether a logged session held an exercise of one of these load classes."""
    done = (EXERCISES[e.slug] for e in session.exercises if e.slug in EXERCISES)
    return any(exercise.load_class in classes for exercise in done)


def _pace(runs: Sequence[Run]) -> float:
    """The median pace of these runs within what people run, 0 without any."""
    paces = [r.duration_s / r.distance_m * 1000 for r in runs]
    low, high = SANE_PACE
    return min(max(median(paces), low), high) if paces else 0.0


def usual(weeks: Sequence[int]) -> float:
    """Mean of the last four weeks, lighter ones left out; weeks are given newest first."""
    pairs = zip(weeks[:USUAL_WEEKS], cutback_week.cutbacks(weeks), strict=False)
    return fmean([week for week, light in pairs if not light] or [0])


@dataclass(frozen=True, slots=True)
class Break:
    """Days without running, the last day run before and the first after, None while it lasts."""

    days: int
    before: date
    resumed: date | None


@dataclass(frozen=True)
class Log:
    """Figures of one snapshot; everything up to `today`, nothing later."""

    snapshot: Snapshot

    @property
    def today(self) -> date:
        return self.snapshot.today

    def last_days(self, entries: Iterable[Entry], days: int) -> list[Entry]:
        """Entries of the last `days` days and today, oldest first."""
        today, since = self.today, self.today - timedelta(days=days)
        return sorted((e for e in entries if since <= e.date <= today), key=lambda e: e.date)

    @cached_property
    def runs(self) -> list[Run]:
        """The last four months' runs."""
        return self.last_days(self.snapshot.runs, RECENT_DAYS)

    @cached_property
    def checkins(self) -> list[Checkin]:
        return self.last_days(self.snapshot.checkins, RECENT_DAYS)

    @cached_property
    def sessions(self) -> list[Session]:
        return self.last_days(self.snapshot.sessions, RECENT_DAYS)

    @cached_property
    def first_run(self) -> date | None:
        return min((r.date for r in self.snapshot.runs), default=None)

    @cached_property
    def is_short(self) -> bool:
        """Whether there is less than two weeks of log."""
        first = self.first_run
        return first is None or (self.today - first).days < unknown_is_unsafe.NOVICE_LOG_DAYS

    @cached_property
    def last_run(self) -> Run | None:
        return max(self.snapshot.runs, key=lambda r: r.date, default=None)

    @cached_property
    def days_off(self) -> int | None:
        """Days since the last run, None without one."""
        return None if self.last_run is None else (self.today - self.last_run.date).days

    @cached_property
    def knows_usual(self) -> bool:
        """Whether the usual morning was told, or follows from enough of them."""
        given = self.snapshot.runner.morning_baseline is not None
        return given or len(self.last_days(self.checkins, BASELINE_DAYS)) >= BASELINE_MIN

    @cached_property
    def assumes_usual(self) -> bool:
        """Whether no usual morning is known, and nothing of late asks for more care than that."""
        hurt = self.snapshot.runner.injuries or any(r.sudden or r.limp for r in self.runs)
        asked = any(c.place == "sit_bone" or c.gate for c in self.checkins)
        return not (self.knows_usual or hurt or asked)

    @cached_property
    def baseline(self) -> float:
        """The usual morning: given, or the median of four weeks without the last two."""
        given = self.snapshot.runner.morning_baseline
        if given is not None:
            return given
        values = [felt(c) for c in self.last_days(self.checkins, BASELINE_DAYS)]
        return median(values[:-2]) if len(values) >= BASELINE_MIN else 0

    @cached_property
    def red_mornings(self) -> list[date]:
        """Mornings that said the day before was too much."""
        known = None if self.assumes_usual else self.baseline
        found = (c for c in self.checkins if next_morning.is_red(c.pain, c.tightness, known))
        return sorted({c.date for c in found})

    @cached_property
    def counted_runs(self) -> list[Run]:
        """Runs that raise the longest run: the next morning was calm, or two days were."""
        red = set(self.red_mornings)
        asked = {c.date for c in self.checkins}
        return [r for r in self.runs if self._counts(r, red, asked)]

    def _counts(self, run: Run, red: set[date], asked: set[date]) -> bool:
        morning, second = run.date + timedelta(days=1), run.date + timedelta(days=2)
        if morning in red:
            return False
        return morning in asked or (second <= self.today and second not in red)

    def longest_m(self, day: date) -> int:
        """Longest counted run of the thirty days before `day`."""
        if day not in self._longest:
            since = day - timedelta(days=single_run_cap.WINDOW_DAYS)
            found = (r.distance_m for r in self.counted_runs if since <= r.date < day)
            self._longest[day] = max(found, default=0)
        return self._longest[day]

    @cached_property
    def _longest(self) -> dict[date, int]:
        """What was asked already: a plan asks for the same few days again and again."""
        return {}

    def distance_m(self, first: date, days: int) -> int:
        """Metres run in `days` days from `first`."""
        end = first + timedelta(days=days)
        return sum(r.distance_m for r in self.runs if first <= r.date < end)

    def weeks_before(self, day: date) -> tuple[int, ...]:
        """Distances of the seven-day weeks that end before `day`, newest first."""
        first = self.first_run
        if first is None:
            return ()
        starts = [day - timedelta(days=7 * n) for n in range(1, KNOWN_WEEKS + 1)]
        return tuple(self.distance_m(s, 7) for s in starts if s + timedelta(days=6) >= first)

    @cached_property
    def weeks_m(self) -> tuple[int, ...]:
        """Distances of the weeks before the planned one, newest first, since the first run."""
        return self.weeks_before(self.snapshot.week_start)

    @cached_property
    def usual_m(self) -> float:
        """Mean of the last four weeks without lighter ones: what a week usually holds."""
        return usual(self.weeks_m)

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        """Breaks of four days or more in the last months, the one that lasts included."""
        days = sorted({r.date for r in self.runs})
        found = [Break((b - a).days, a, b) for a, b in pairwise(days) if (b - a).days >= BREAK_FROM]
        if days and (self.today - days[-1]).days >= BREAK_FROM:
            found.append(Break((self.today - days[-1]).days, days[-1], None))
        return tuple(found)

    def usual_before(self, pause: Break) -> float:
        """What a week usually held when the break began."""
        return usual(self.weeks_before(pause.before + timedelta(days=1)))

    @cached_property
    def _timed(self) -> list[Run]:
        """Two months' runs with a distance and a time, those before the week if there are any."""
        timed = [r for r in self.last_days(self.runs, PACE_DAYS) if r.distance_m and r.duration_s]
        return [r for r in timed if r.date < self.snapshot.week_start] or timed

    @cached_property
    def pace(self) -> float:
        """Seconds for an easy kilometre: the median of two months' easy runs before the week."""
        easy = [r for r in self._timed if not is_hard(r) and r.kind != "walk_run"]
        return _pace(easy or self._timed) or DEFAULT_PACE

    @cached_property
    def outing_pace(self) -> float:
        """Seconds for a kilometre of running and walking in turn, the walks included."""
        logged = _pace([r for r in self._timed if r.kind == "walk_run"])
        if logged:
            return max(logged, self.pace)
        new = self.snapshot.runner.experience == "novice" and not self._timed
        running = NOVICE_PACE if new else self.pace
        walking = max(return_stages.WALK_PACE, running)
        run_s, walk_s = novice_start.RUN_S, novice_start.WALK_S
        return (run_s + walk_s) / (run_s / running + walk_s / walking)

    def load(self, first: date, days: int) -> float:
        """Effort times minutes of everything done in `days` days from `first`."""
        end = first + timedelta(days=days)
        runs = (r for r in self.runs if first <= r.date < end)
        sessions = (s for s in self.sessions if first <= s.date < end and s.kind == "strength")
        running = sum(
            (r.rpe if r.rpe is not None else DEFAULT_RPE) * r.duration_s / 60 for r in runs
        )
        return running + sum(SESSION_RPE * SESSION_MIN * s.completed for s in sessions)

    @cached_property
    def monotony(self) -> float | None:
        """Mean of seven daily loads over their deviation; None when all days are alike."""
        loads = [self.load(self.today - timedelta(days=n), 1) for n in range(1, 8)]
        spread = pstdev(loads)
        return round(fmean(loads) / spread, 2) if spread > 0.005 else None

    def reports(self, days: int) -> list[tuple[date, int]]:
        """Every pain report of the last days, from runs, mornings and sessions."""
        runs = [(r.date, run_pain(r)) for r in self.last_days(self.runs, days)]
        mornings = [(c.date, felt(c)) for c in self.last_days(self.checkins, days)]
        sessions = [(s.date, s.pain or 0) for s in self.last_days(self.sessions, days)]
        return sorted(runs + mornings + sessions)

    @cached_property
    def last_pain_known(self) -> bool:
        """Whether it was said of every run of the last running day how it felt."""
        if self.last_run is None:
            return True
        last = self.last_run.date
        runs = [r for r in self.snapshot.runs if r.date == last]
        if all(r.pain_during is not None or r.pain_after is not None for r in runs):
            return True
        return any(c.date in (last, last + timedelta(days=1)) for c in self.checkins)

    def fast_s(self, first: date, days: int) -> float:
        """Fast seconds of `days` days; a hard run without a figure counts a quarter."""
        end = first + timedelta(days=days)
        return sum(
            r.fast_s if r.fast_s is not None else r.duration_s / 4 * is_hard(r)
            for r in self.runs
            if first <= r.date < end
        )
