"""What cadence tells of the form: steps and their length, and how both change with pace."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from apps.coach.rules import step_rate
from apps.lib import units
from apps.runlog.importers.series import Floats
from apps.runlog.importers.trace import Trace

RUNNING_M_PER_S: Final = 1.8
RUNNING_SPM: Final = 120.0
"""Below both somebody walks, and a walker's steps say nothing of the running."""
LEAST_S: Final = 300.0
"""Seconds of running with cadence before anything is said."""
WINDOW_S: Final = 10.0
BINS: Final = 4
APART: Final = 0.08
"""Share by which the quickest quarter must be quicker than the slowest to tell how it is done."""


@dataclass(frozen=True, slots=True)
class PaceBand:
    """A quarter of the running, by speed: its pace, steps a minute and metres of each step."""

    pace: str
    cadence_spm: int
    step_m: float
    bar: float


@dataclass(frozen=True, slots=True)
class Form:
    """`quicker_spm` is the cadence that P19 would try; no `bands` where the pace was even."""

    cadence_spm: int
    step_m: float
    quicker_spm: int
    bands: tuple[PaceBand, ...]
    change: str


def form(trace: Trace, unit: str) -> Form | None:
    """What the samples allow to say, or None: too short, walked, or no cadence."""
    speed, cadence = _running(trace)
    if len(speed) * _step_s(trace) < LEAST_S or not len(speed):
        return None
    mean = float(cadence.mean())
    bands = _bands(speed, cadence, unit)
    return Form(
        cadence_spm=round(mean),
        step_m=round(float((speed * 60 / cadence).mean()), 2),
        quicker_spm=round(mean * (1 + step_rate.RISE_PCT / 100)),
        bands=bands,
        change=_change(bands),
    )


def _running(trace: Trace) -> tuple[Floats, Floats]:
    """Speed and cadence at the samples that were run."""
    if not trace.has_way:
        return np.zeros(0), np.zeros(0)
    before = np.interp(trace.seconds - WINDOW_S, trace.seconds, trace.metres)
    after = np.interp(trace.seconds + WINDOW_S, trace.seconds, trace.metres)
    span = np.minimum(trace.seconds + WINDOW_S, trace.seconds[-1]) - np.maximum(
        trace.seconds - WINDOW_S, 0
    )
    speed = (after - before) / np.maximum(span, 1.0)
    runs = (speed >= RUNNING_M_PER_S) & (trace.cadence_spm >= RUNNING_SPM)
    return speed[runs], trace.cadence_spm[runs]


def _step_s(trace: Trace) -> float:
    return float(trace.seconds[-1]) / max(1, len(trace) - 1)


def _bands(speed: Floats, cadence: Floats, unit: str) -> tuple[PaceBand, ...]:
    """Four quarters, slowest first, if they differ."""
    order = np.argsort(speed, kind="stable")
    quarters = [chosen for chosen in np.array_split(order, BINS) if len(chosen)]
    means = [float(speed[chosen].mean()) for chosen in quarters]
    if len(means) < BINS or means[-1] < means[0] * (1 + APART):
        return ()
    most = max(float(cadence[chosen].mean()) for chosen in quarters)
    return tuple(
        PaceBand(
            pace=units.duration(units.METRES_PER[unit] / mean),
            cadence_spm=round(float(cadence[chosen].mean())),
            step_m=round(float((speed[chosen] * 60 / cadence[chosen]).mean()), 2),
            bar=round(100 * float(cadence[chosen].mean()) / most, 1),
        )
        for chosen, mean in zip(quarters, means, strict=True)
    )


def _change(bands: tuple[PaceBand, ...]) -> str:
    """Whether the quickest quarter came from quicker steps, longer ones, or both."""
    if not bands:
        return ""
    slow, quick = bands[0], bands[-1]
    steps = np.log(quick.cadence_spm / slow.cadence_spm)
    lengths = np.log(quick.step_m / slow.step_m)
    share = float(lengths / (steps + lengths)) if steps + lengths > 0 else 1.0
    if share >= 0.75:
        return "longer"
    return "quicker" if share <= 0.4 else "both"
