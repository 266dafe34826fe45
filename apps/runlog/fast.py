"""From which speed on a runner runs fast: about 85 % of the top speed (docs/decisions/0015).

No watch is told a runner's top speed. The log bounds it: the second-best of a year's runs, since
one slip of the satellites must not set it, but never outside `LEAST` to `MOST` times the speed
that the runner usually runs at. Half a year's strolls do not make a jog fast, and a glitch does
not make strides slow.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median
from typing import Final, NamedTuple

from apps.runlog.importers.speeds import STEP_M_PER_S

SHARE: Final = 0.85
LEAST: Final = 2.0
MOST: Final = 2.6
YEAR: Final = timedelta(days=365)


class Recorded(NamedTuple):
    """A run of the log as far as its speed goes; `speed_m_s` is its mean, pauses left out."""

    run_id: int
    date: date
    speed_m_s: float
    top_m_s: float


def fast_from(runs: Sequence[Recorded], day: date) -> float:
    """The speed in m/s from which on running was fast on this day; at least one run is needed.

    A year to both sides counts, so that the order of imports does not, and is asked of the middle
    of a month for all its runs. Rounded down to a step of the counted speeds, which errs towards
    counting more as fast.
    """
    near = [run for run in runs if abs(run.date - day) <= YEAR]
    usual = median(run.speed_m_s for run in near)
    tops = sorted(run.top_m_s for run in near)[-2:]
    top = min(max(tops[0], LEAST * usual), MOST * usual)
    return int(SHARE * top / STEP_M_PER_S + 1e-9) * STEP_M_PER_S
