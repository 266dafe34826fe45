"""A week from which a clinician's limit takes runs away: what the others may take up."""

from datetime import timedelta

from apps.coach import kept, limits
from apps.coach.log import USUAL_WEEKS, Log
from apps.coach.state import Standing
from apps.coach.types import Phase

ROOM_IN = ("healthy", "niggle", "break")
"""States in which the runs that a limit leaves may take up what it takes away."""


def room_m(log: Log, standing: Standing, at: Phase | None, runs: int) -> int:
    """Metres of so many runs as the best of the last four weeks held them, long ones among them.

    So far the runs that a limit leaves take up what it takes away: where soreness has shortened
    them they have room, and none gets longer than usual. A week that is light on purpose has none.
    """
    light = at in ("cutback", "taper") or (at == "recover" and standing.state == "healthy")
    if light or standing.state not in ROOM_IN:
        return 0
    start, best = log.snapshot.week_start, 0.0
    for n in range(1, USUAL_WEEKS + 1):
        first = start - timedelta(days=7 * n)
        days = {r.date for r in log.runs if 0 <= (r.date - first).days < 7}
        if len(days) >= max(runs, 1):
            best = max(best, log.distance_m(first, 7) / len(days))
    return int(runs * best)


def capped(log: Log, caps: tuple[int, ...]) -> tuple[int, ...]:
    """Where a limit takes away runs none of the others gets longer than the longest of late, nor,
    once the week is planned, longer than it was.
    """
    made = kept.revision(log)
    news = made is not None and any(one.kind == "runs" for one in limits.news(log, made))
    before = max((r.distance_m for r in kept.runs(log)), default=0) if news else 0
    most = min([m for m in (before, log.longest_m(log.today)) if m], default=None)
    return caps if most is None else tuple(min(cap, most) for cap in caps)
