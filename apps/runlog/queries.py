"""What the log is asked: its weeks, and whether a run is there already."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, groupby
from typing import Any, Final, Literal

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from apps.accounts.models import User
from apps.accounts.queries import open_strains
from apps.coach.log import HARD_KINDS, HARD_RPE
from apps.coach.rules import first_run_gate
from apps.coach.strain import HISTORY_DAYS
from apps.coach.types import Gate
from apps.lib import clock
from apps.lib.clock import DAY
from apps.runlog.importers.recorded import RecordedRun
from apps.runlog.models import CheckIn, Clearance, ImportBatch, ImportItem, Run
from apps.runlog.sameness import Known, of_recorded, of_run, sameness

HARD: Final = Q(rpe__gte=HARD_RPE) | Q(kind__in=HARD_KINDS)
"""`Run.is_hard` for the database."""
AT_LEAST: Final = 20
"""Runs on a page of the list, and then the rest of that week."""
IN_HAND: Final = 60
LISTED: Final = (
    "runner",
    "date",
    "name",
    "kind",
    "kind_guessed",
    "distance_m",
    "duration_s",
    "avg_hr",
    "avg_cadence_spm",
    "ascent_m",
    "rpe",
    "pain_during",
    "pain_after",
)
"""What the list shows of a run."""
LONGEST_RUN: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class LoggedWeek:
    """The runs of one of the runner's weeks, newest first, and their sums."""

    start: date
    runs: list[Run]

    @property
    def distance_m(self) -> int:
        return sum(run.distance_m for run in self.runs)

    @property
    def duration_s(self) -> int:
        return sum(run.duration_s for run in self.runs)


@dataclass(frozen=True, slots=True)
class LogPage:
    """Whole weeks, newest first; `older` is the day before which the next page begins."""

    weeks: list[LoggedWeek]
    older: date | None

    @property
    def furthest_m(self) -> int:
        """The longest week's distance, against which the others are drawn."""
        return max((week.distance_m for week in self.weeks), default=0)


def untold_run(runner: User) -> Run | None:
    """A run of the last running day of which nobody said how the hamstring felt, None without."""
    last = runner.runs.order_by("-date").values("date")[:1]
    untold = runner.runs.filter(pain_during=None, pain_after=None, date=last)
    return untold.order_by("pk").first()


def log_page(runner: User, first_weekday: int, before: date | None) -> LogPage:
    """The weeks before this day, one query however long the log is."""
    runs = runner.runs.only(*LISTED)
    if before:
        runs = runs.filter(date__lt=before)
    found = list(runs[:IN_HAND])
    weeks = list(_by_week(found, first_weekday))
    is_cut = len(found) == IN_HAND
    if is_cut and len(weeks) > 1:
        weeks.pop()  # its oldest runs may lie beyond what was fetched
    shown = _enough(weeks)
    has_older = is_cut or len(shown) < len(weeks)
    return LogPage(shown, shown[-1].start if shown and has_older else None)


def same_run(runner: User, recorded: RecordedRun) -> Run | None:
    """The run that this recording surely repeats: another format of it, or one typed by hand."""
    facts = of_recorded(recorded)
    near = runner.runs.filter(
        started_at__gt=recorded.start - LONGEST_RUN, started_at__lt=facts.end
    ).order_by("started_at")
    typed = runner.runs.filter(date=recorded.date, started_at=None)
    runs = chain(near, typed)
    return next((run for run in runs if sameness(of_run(run), facts) == "sure"), None)


def known_runs(runs: QuerySet[Run], since: date | None = None, until: date | None = None) -> Known:
    """A runner's runs of these days, or all, to look others up among; one query."""
    known, runs = Known(), runs.defer("notes")
    if since and until:
        runs = runs.filter(date__range=(since - LONGEST_RUN, until + LONGEST_RUN))
    for run in runs:
        known.add(of_run(run), run)
    return known


def runs_of(batch: ImportBatch) -> QuerySet[Run]:
    """The runs that the batch made and that are still there."""
    made = batch.items.filter(outcome=ImportItem.Outcome.IMPORTED, run__isnull=False)
    return Run.objects.filter(pk__in=made.values("run"), runner=batch.runner)


def gate_matters(runner: User, today: date) -> Literal["now", "later", ""]:
    """Whether the small tests before running are to be asked.

    "now" while a strain waits for its first run: one just recorded, a sudden pain or a limp in
    the log; "later" on the way back, where they are asked but rarely needed; "" otherwise.
    """
    strains = list(open_strains(runner))
    event = _last_grab(runner, today)
    if any(not injury.stage and injury.status == injury.Status.ACUTE for injury in strains):
        return "now"
    if any(injury.stage == 0 for injury in strains):
        return "now"
    known = [injury.stage_on for injury in strains if injury.stage_on]
    if event is not None and event > max(known, default=date.min):
        return "later" if _gate_opened(runner, event) else "now"
    return "later" if strains else ""


def _last_grab(runner: User, today: date) -> date | None:
    """The last day with a sudden pain or a limp, while it is not yet history."""
    since = today - timedelta(days=HISTORY_DAYS)
    runs = runner.runs.filter(Q(sudden=True) | Q(limp=True), date__gte=since)
    limps = runner.checkins.filter(gate__limp=True, date__gte=since)
    days = [rows.values_list("date", flat=True).first() for rows in (runs, limps)]
    return max((day for day in days if day), default=None)


def _gate_opened(runner: User, event: date) -> bool:
    answers = runner.checkins.filter(date__gt=event).values_list("date", "gate")
    passed = {day for day, gate in answers if gate and first_run_gate.passes(Gate(**gate))}
    return first_run_gate.opened_on(passed, event) is not None


def cleared_days(runner: int, today: date) -> list[date]:
    """Days up to which, themselves included, a clinician has looked at every sign told.

    A visit unticks the signs of its day. Any that stand there now were told after it, so it counts
    for the days before: whoever reads these knows days, not hours. One query.
    """
    rows = visits(runner, today).values_list("date", "after")
    return sorted({day - after * DAY for day, after in rows})


def visits(runner: int, today: date) -> QuerySet[Any, Any]:
    """Each visit with `after`: 1 where signs of its day stand there still, else 0."""
    on_its_day = CheckIn.objects.filter(runner=OuterRef("runner"), date=OuterRef("date"))
    told_after = Exists(on_its_day.exclude(red_flags=[]))
    after = Case(When(told_after, then=1), default=0)
    return Clearance.objects.filter(runner=runner, date__lte=today).annotate(after=after)


def open_flags(runner: User) -> list[str]:
    """The signs that no clinician has looked at since they were told, once each."""
    cleared = cleared_days(runner.pk, date.max)
    rows = CheckIn.objects.filter(runner=runner).exclude(red_flags=[])
    if cleared:
        rows = rows.filter(date__gt=cleared[-1])
    return sorted({flag for flags in rows.values_list("red_flags", flat=True) for flag in flags})


def _by_week(runs: list[Run], first_weekday: int) -> Iterator[LoggedWeek]:
    for start, group in groupby(runs, lambda run: clock.week_start_of(run.date, first_weekday)):
        yield LoggedWeek(start, list(group))


def _enough(weeks: list[LoggedWeek]) -> list[LoggedWeek]:
    shown: list[LoggedWeek] = []
    for week in weeks:
        if sum(len(one.runs) for one in shown) >= AT_LEAST:
            break
        shown.append(week)
    return shown
