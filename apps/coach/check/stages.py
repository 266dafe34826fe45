"""S8: the stages of the way back to running are earned."""

from datetime import timedelta

from apps.coach.check.log import DAY, worst
from apps.coach.check.strain import Return, acute_since, opened_on, openings, returning
from apps.coach.check.week import Broken, Case, Planned, broken
from apps.coach.types import Run, Violation

JOG_S = {1: 60, 2: 120, 3: 240}
"""Longest stretch of jogging without a walk."""
MINUTES = {1: 24, 2: 24, 3: 25, 4: 25}
RPE = {1: 3, 2: 3, 3: 4, 4: 4, 5: 4, 6: 4, 7: 8}
SPACED_UP_TO = 4
STRIDES_FROM, HARD_FROM = 6, 7
CLEAN = 2
BACK_FROM = 5
REMEMBERED = timedelta(days=120)
"""Runs further back than this move no stage."""


def stage_is_earned(case: Case) -> Broken:
    """S8: the plan's stage is no higher than the given one and what was earned since.

    Each stage needs two clean runs (told pain 2 or less, no limp, no grab, no red morning after)
    on separate days since the injury; so the highest stage is the given one and half their
    number, less one where the last run hurt 5 or more or its morning was red, though not below
    stage 1 where the gate was passed since. Where the stage's own day is given, the runs since are
    followed one by one: two clean ones in a row, on separate days, lift it by one, each that hurt
    5 or more or had a red morning lowers it, one at 3 or 4 starts the count anew, and from stage 0
    only the gate leads on.
    """
    way = returning(case)
    if way is None or acute_since(case):
        return
    highest = _followed(case, way) if way.dated else _at_most(case, way)
    if (case.plan.stage or 0) > highest:
        yield Violation("S8", None, f"stage {case.plan.stage}, no more than {highest} is earned")


def _runs_since(case: Case, way: Return) -> list[Run]:
    runs = [run for run in case.snapshot.runs if run.date > way.since]
    return sorted(runs, key=lambda run: run.date)


def _is_clean(case: Case, run: Run) -> bool:
    pain = worst(run)
    calm = pain is not None and pain <= CLEAN and run.date + DAY not in case.red
    return calm and not (run.limp or run.sudden)


def _hurt(case: Case, run: Run) -> bool:
    return (worst(run) or 0) >= BACK_FROM or run.date + DAY in case.red


def _at_most(case: Case, way: Return) -> int:
    runs = _runs_since(case, way)
    clean = {run.date for run in runs if _is_clean(case, run)}
    hurt = bool(runs) and _hurt(case, runs[-1])
    again = bool(hurt) and opened_on(case.snapshot, runs[-1].date) is not None
    return max(way.stage + len(clean) // 2 - hurt, int(again))


def _followed(case: Case, way: Return) -> int:
    """The highest that the runs can have led to, from the stage or from any gate passed since."""
    again = [Return(1, day) for day in openings(case.snapshot, way.since)]
    return max(_walked(case, start) for start in (way, *again))


def _walked(case: Case, start: Return) -> int:
    stage, clean, on = start.stage, 0, None
    for run in _runs_since(case, start):
        if stage == 0 or run.date < case.today - REMEMBERED:
            continue
        if _hurt(case, run):
            stage, clean = stage - 1, 0
        elif _is_clean(case, run):
            if run.date != on:
                stage, clean, on = (stage + 1, 0, run.date) if clean else (stage, 1, run.date)
        elif worst(run) is not None:
            clean = 0
    return stage


def runs_fit_the_stage(case: Case) -> Broken:
    """S8: every planned run fits the plan's stage: jogs, minutes, effort; no hills, no speed.

    Through stage 4 the minutes are those of the table; strides come from stage 6, hard runs from
    stage 7. A race before stage 8 is no exception.
    """
    way = returning(case)
    if way is None or acute_since(case):
        return
    stage = min(case.plan.stage if case.plan.stage is not None else way.stage, 7)
    for run in case.runs:
        at = max(stage, 1) if run.item.condition == "gate" else stage
        for fault in misfits(run, at):
            yield broken("S8", run, f"{fault} at stage {stage}")


def misfits(planned: Planned, stage: int) -> list[str]:
    """What in the run is beyond the stage."""
    run = planned.run
    if run is None:
        return []
    jogs = [step.duration_s or 0 for step in run.steps if step.kind == "run"]
    faults = {
        "a run": stage < 1,
        "a hard run": planned.is_hard and stage < HARD_FROM,
        "fast running": planned.is_fast and stage < STRIDES_FROM,
        "a long jog": stage in JOG_S and (not jogs or max(jogs) > JOG_S[stage]),
        "a long run": stage in MINUTES and planned.main_minutes > MINUTES[stage],
        "a high effort": run.rpe_high > RPE.get(stage, 10),
    }
    return [fault for fault, is_so in faults.items() if is_so]


def a_day_between_runs(case: Case) -> Broken:
    """S8: through stage 4, and while the gate is awaited, 48 hours lie between two runs."""
    way = returning(case)
    stage = case.plan.stage if case.plan.stage is not None else (way.stage if way else 0)
    if not (acute_since(case) or (way and stage <= SPACED_UP_TO)):
        return
    days = [run.date for run in case.snapshot.runs]
    for run in case.runs:
        if any(0 <= (run.date - day).days < 2 for day in days):
            yield broken("S8", run, "no day without running before it")
        days.append(run.date)
