"""S9 and S10: when fast running is open, and how far apart hard runs stand."""

from apps.coach.check.log import was_hard, worst
from apps.coach.check.strain import flagged, returning, strains
from apps.coach.check.week import Broken, Case, Planned, broken

GATED_SPEED = 80
LONG_ENOUGH_S = 1_800
CALM_RUNS = 3
BRIDGES = 20


def no_speed_before_the_gate(case: Case) -> Broken:
    """S9: after a strain nothing above 80 % of top speed until the speed gate was passed.

    That is: fast seconds, strides or a step above 80 %. It holds on the way back and while the
    strain, or the return from it, is at most 365 days old. The leg raise is not asked for; the
    knee that straightens and the sure leg stand in the last gate check-in, if there is one.
    """
    if (flagged(case) or returning(case)) and not speed_gate_passed(case):
        for run in case.runs:
            if speed_of(run) > GATED_SPEED:
                yield broken("S9", run, "faster than 80 % before the speed gate")


def speed_of(planned: Planned) -> int:
    """The highest percentage of top speed; a stride or fast seconds without one count as 85."""
    run = planned.run
    if run is None:
        return 0
    named = [step.speed_pct for step in run.steps if step.speed_pct is not None]
    strides = [step for step in run.steps if step.kind == "stride" and step.speed_pct is None]
    return max([*named, 85 if run.fast_s or strides else 0])


def speed_gate_passed(case: Case) -> bool:
    """Three runs of 30 min at pain 1 or less since the strain, and the bridge test since it.

    The bridge test: 20 or more on each side, and the weaker side at 90 % of the other or more.
    """
    snapshot = case.snapshot
    start = max((injury.date for injury in strains(snapshot)), default=None)
    calm = [
        run
        for run in snapshot.runs
        if (start is None or run.date > start)
        and run.duration_s >= LONG_ENOUGH_S
        and (pain := worst(run)) is not None
        and pain <= 1
        and not (run.limp or run.sudden)
    ]
    test = snapshot.runner.bridge_reps
    fresh = test is not None and (start is None or test.date >= start)
    weaker, stronger = sorted((test.left, test.right)) if test else (0, 1)
    even = weaker >= BRIDGES and weaker * 10 >= stronger * 9
    return len(calm) >= CALM_RUNS and fresh and even and _sure(case)


def _sure(case: Case) -> bool:
    asked = [c for c in case.snapshot.checkins if c.gate is not None]
    last = max(asked, key=lambda c: c.date, default=None)
    return last is None or last.gate is None or not last.gate.insecure


def hard_runs_apart(case: Case) -> Broken:
    """S10: two hard runs never stand on the same day or on days in a row, logged ones included."""
    days = [run.date for run in case.snapshot.runs if was_hard(run)]
    for run in case.runs:
        if not run.is_hard:
            continue
        if any(abs((run.date - day).days) < 2 for day in days):
            yield broken("S10", run, "less than 48 hours from another hard run")
        days.append(run.date)
