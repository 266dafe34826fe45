"""S6 and S7: how long one run and one week may be. Metres are compared exactly."""

from apps.coach.check.breaks import (
    RESTART_AFTER,
    Break,
    breaks,
    is_rhythm,
    open_break,
    still_counts,
    usual_week_before,
)
from apps.coach.check.log import reference_week
from apps.coach.check.told import told_m
from apps.coach.check.week import Broken, Case, broken
from apps.coach.types import Violation

GROWTH = 110
RESTART_MINUTES = 30
CALM_RUNS = 2


def single_run_cap(case: Case) -> Broken:
    """S6: no planned run above 1.10 times L30; after 4 days off or more, the break table's share.

    L30 is as of today for the whole week. While the days without hard runs after a break of 8
    days or more last, the cap is the larger of the table's share and 1.10 times the longest run
    since: one short run does not make the old long run count again. A gap that the runner's own
    rhythm brings keeps the first run after it to the share; the next one comes after no days off.
    The race is exempt. What was told (S17) counts as it is, without the growth, and less after a
    break since.
    """
    for number, run in enumerate(case.training_runs):
        cap = run_cap(case, first=number == 0)
        if run.run and cap and run.run.distance_m * 100 > cap:
            yield broken("S6", run, f"{run.run.distance_m} m, the cap is {cap // 100} m")


def run_cap(case: Case, *, first: bool = True) -> int | None:
    """The cap in hundredths of a metre, of the first run to come or of a later one.

    None where minutes limit the run instead.
    """
    longest = case.longest
    caps = [longest * GROWTH]
    for pause in breaks(case):
        if pause.resumed is None:
            caps.append(longest * pause.share if first or not is_rhythm(case, pause) else caps[0])
        elif still_counts(case, pause):
            back = [r.distance_m for r in case.snapshot.runs if r.date >= pause.resumed]
            caps.append(max(longest * pause.share, max(back, default=0) * GROWTH))
    return max(min(caps), _told_cap(case)) or None


def _told_cap(case: Case) -> int:
    """What counts of the told longest run, in hundredths of a metre."""
    shares = [pause.share for pause in breaks(case) if still_counts(case, pause)]
    return told_m(case)[0] * min([100, *shares])


def short_restart(case: Case) -> Broken:
    """S6: with no run in L30, or more than 28 days off, no run beyond 30 minutes and none hard."""
    pause = open_break(case)
    restart = pause is not None and pause.days > RESTART_AFTER
    if (not restart and case.longest > 0) or told_m(case)[0]:
        return
    for run in case.training_runs:
        if run.main_minutes > RESTART_MINUTES:
            yield broken("S6", run, f"{run.main_minutes:g} min without a long run to build on")
        if run.is_hard:
            yield broken("S6", run, "a hard run without a log to build on")


def no_hard_runs_after_a_break(case: Case) -> Broken:
    """S6: 4 to 7 days off, the first 2 runs are not hard; 8 to 14: 7 days; 15 to 28: 14; then 21.

    Days count from the first run back, which is the first planned one while the break lasts.
    The race is exempt: it is shown, not prescribed.
    """
    for pause in breaks(case):
        for number, run in enumerate(case.training_runs):
            if run.is_hard and _too_soon(case, pause, number):
                yield broken("S6", run, f"a hard run soon after {pause.days} days off")


def _too_soon(case: Case, pause: Break, number: int) -> bool:
    first = pause.resumed or case.training_runs[0].date
    if pause.calm_days:
        return (case.training_runs[number].date - first).days < pause.calm_days
    since = sum(1 for r in case.snapshot.runs if pause.resumed and r.date >= pause.resumed)
    return since + number < CALM_RUNS


def weekly_cap(case: Case) -> Broken:
    """S7: what was run in the planned week and what is planned is at most 1.30 times Wref.

    Or Wref and 2 km, if that is more. Judged with two weeks of log or more. After a break, in the
    week that sees the first run back, the break table's share of the usual week before the break
    stands instead; more than 28 days off, single runs of 30 minutes are the only limit. A gap that
    the runner's own rhythm brings is no break here: S7 names none, and Wref holds it. The race
    is left out, and a week that was overrun already is no fault while no run is planned. What
    counts of a told week (S17) is allowed in any case, or the table's share of it.
    """
    cap = week_cap(case)
    if cap is not None and case.planned_m and case.week_m > cap:
        yield Violation("S7", None, f"{case.week_m} m in the week, the cap is {int(cap)} m")


def week_cap(case: Case) -> float | None:
    this_week = (p for p in breaks(case) if p.resumed is None or p.resumed >= case.week_start)
    pauses = [pause for pause in this_week if not is_rhythm(case, pause)]
    if pauses:
        worst = max(pauses, key=lambda pause: pause.days)
        usual = max(usual_week_before(case, worst) or 0, told_m(case)[1]) or None
        return usual * worst.share / 100 if worst.share and usual else None
    reference = reference_week(case.snapshot, case.week_start)
    told = told_m(case)[1]
    if reference is None:
        return told or None
    return max(reference * 1.30, reference + 2_000, told)
