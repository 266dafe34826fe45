"""S17. Unknown is treated as not-yet-safe."""

from apps.coach.rules.evidence import Evidence
from apps.coach.types import Told

ID = "S17"
EVIDENCE = Evidence(
    ID,
    "We do not raise the load on days we know nothing about.",
    sources=("opinion",),
    grade="C",
    population="expert opinion",
    hard=True,
)

NOVICE_LOG_DAYS = 14
"""A shorter log is treated as a novice's."""
MIN_AGE = 18
TOLD_SHARE = 0.7
"""Of what is told and was not seen counts as much as after eight to fourteen days off."""
TOLD_DAYS = 28
TOLD_WEEK_M = 50_000
TOLD_RUN_M = 15_000
"""Whatever is told, no more than this counts."""
TOLD_START_WEEK_M, TOLD_START_RUN_M = 10_000, 4_000
"""About what three half hours and one hold: what counts for less changes nothing."""
TOLD_RUN_EACH_M = 10_000
TOLD_RUNS = (3, 5)
"""A run for so many counted metres of the week, within these."""


def counted_week_m(told: Told) -> int:
    """Metres of the told week that count."""
    return min(int(TOLD_SHARE * told.week_m + 1e-6), TOLD_WEEK_M)


def counted_run_m(told: Told) -> int:
    """Metres of the told longest run that count; it is no longer than the told week."""
    return min(int(TOLD_SHARE * min(told.longest_m, told.week_m) + 1e-6), TOLD_RUN_M)


def hold_m(wanted_m: int, known_m: int) -> int:
    """No more than what is known to have gone well."""
    return min(wanted_m, known_m)


def is_beyond_start(told: Told) -> bool:
    """Whether what counts is more than the short start without any log."""
    week, run = counted_week_m(told), counted_run_m(told)
    return week > TOLD_START_WEEK_M and run > TOLD_START_RUN_M
