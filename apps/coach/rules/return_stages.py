"""S8. Return-to-run stages are earned."""

from dataclasses import dataclass

from apps.coach.rules.evidence import Evidence

ID = "S8"
EVIDENCE = Evidence(
    ID,
    (
        "In a trial of 48 footballers, one re-injured on an individual, criteria-based plan "
        "and six on a general one."
    ),
    sources=("V68", "V61", "V98"),
    grade="B",
    population="shown in footballers",
    hard=True,
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One rung of the way back: `repeats` times `run_s` of jogging and `walk_s` of walking."""

    repeats: int
    run_s: int
    walk_s: int
    max_rpe: int
    clean_needed: int
    speed_pct: int


STAGES = {
    1: Stage(8, 60, 120, 3, 2, 50),
    2: Stage(8, 120, 60, 3, 2, 50),
    3: Stage(5, 240, 60, 4, 2, 60),
    4: Stage(1, 1200, 0, 4, 2, 65),
    5: Stage(1, 1800, 0, 4, 3, 70),
    6: Stage(1, 1800, 0, 4, 4, 80),
    7: Stage(1, 1800, 0, 7, 3, 80),
}
HALF_HOUR_S = 1800
"""The run of stage 5, which then grows; the walk-run stages end before it."""
FREE_FROM = 5
"""From this stage on the runs are easy runs that grow, no longer sessions of the table."""
STRIDES_STAGE = 6
STRIDE_PCT = (70, 80, 85, 90)
"""Speed of the strides, one step for each clean run."""
FAST_STAGE = 7
SLOWER = 1.15
"""Return runs are slower than the runner's easy pace."""
WALK_PACE = 720
"""Seconds for a kilometre of brisk walking."""
COUNTS_FROM = 0.85
"""Part of a stage's session from which a run counts for it."""
CLEAN = 2
"""Highest pain of a clean session."""
BACK_FROM = 5
SPACED_UP_TO = 4
"""Through this stage a day without running lies between two runs."""


def after(stage: int, clean: int, pain: int, morning_red: bool) -> tuple[int, int]:
    """Stage and clean sessions in it after one more run; stage 0 is walking until the gate."""
    if pain >= BACK_FROM or morning_red:
        return stage - 1, 0
    if pain > CLEAN:
        return stage, 0
    if clean + 1 >= STAGES[stage].clean_needed and stage < 7:
        return stage + 1, 0
    return stage, clean + 1
