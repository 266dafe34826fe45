"""What kind of run it was, as far as its name and the weeks around it tell; a guess."""

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

from apps.runlog.models import Run

RACE: Final = re.compile(
    r"\b(race|parkrun|\w*marathon|\w*wettkampf|\w*rennen|volkslauf|stadtlauf|course)\b",
    re.IGNORECASE,
)
NO_RACE: Final = re.compile(r"train|prep|vorbereitung|recovery", re.IGNORECASE)
SHAPES: Final = frozenset({Run.Kind.INTERVALS, Run.Kind.HILLS, Run.Kind.WALK_RUN})
"""Kinds that the recording itself shows."""
LONG_S: Final = 90 * 60
LONG_FROM_S: Final = 45 * 60
LONGER: Final = 1.3
KNOWN: Final = 4
"""So many other runs within four weeks say what is usual."""
QUICKER: Final = 1.07


def kind_of(run: Run, around: Sequence[Run]) -> str:
    """The kind of a run among those of the weeks around it, or "" where nothing tells it."""
    if RACE.search(run.name) and not NO_RACE.search(run.name):
        return Run.Kind.RACE
    if run.kind in SHAPES:
        return run.kind
    if _is_long(run, around):
        return Run.Kind.LONG
    return Run.Kind.EASY if _is_easy(run, around) else ""


def _is_long(run: Run, around: Sequence[Run]) -> bool:
    if run.duration_s >= LONG_S:
        return True
    if len(around) < KNOWN or run.duration_s < LONG_FROM_S:
        return False
    return run.distance_m >= LONGER * median(other.distance_m for other in around)


def _is_easy(run: Run, around: Sequence[Run]) -> bool:
    """Among enough others, and no quicker than they usually are: else it may be anything."""
    speeds = [other.distance_m / other.duration_s for other in around if other.distance_m]
    if len(speeds) < KNOWN:
        return False
    return run.distance_m / run.duration_s <= QUICKER * median(speeds)
