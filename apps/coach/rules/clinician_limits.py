"""S18. A clinician's limit is kept."""

from collections.abc import Iterable
from datetime import date

from apps.coach.rules.evidence import Evidence
from apps.coach.types import Limit

ID = "S18"
EVIDENCE = Evidence(
    ID,
    (
        "Whoever has examined you knows more than a log can tell; a limit that they set comes "
        "before what this coach would plan."
    ),
    sources=("opinion",),
    grade="C",
    population="expert opinion",
    hard=True,
)
FEWER = (
    "For the runs that it takes away no other gets longer than your runs usually are. When it "
    "ends, the week climbs back step by step."
)


def on(limits: Iterable[Limit], day: date) -> tuple[Limit, ...]:
    """The limits that hold on a day: each up to and with its last."""
    return tuple(limit for limit in limits if day <= limit.until)


def most_runs(limits: Iterable[Limit], day: date) -> int | None:
    """Runs that the whole week of this day may hold, also where the limit ends within it."""
    return _lowest(limits, "runs", day)


def longest_m(limits: Iterable[Limit], day: date) -> int | None:
    """Metres of the longest run of a day; 0 where no running at all is allowed."""
    return 0 if bars_running(limits, day) else _lowest(limits, "longest", day)


def bars_fast(limits: Iterable[Limit], day: date) -> bool:
    return any(limit.kind in ("no_fast", "no_running") for limit in on(limits, day))


def bars_running(limits: Iterable[Limit], day: date) -> bool:
    return any(limit.kind == "no_running" for limit in on(limits, day))


def highest_level(limits: Iterable[Limit], day: date) -> int | None:
    """The hardest level of strength work in the whole week of this day."""
    return _lowest(limits, "strength", day)


def _lowest(limits: Iterable[Limit], kind: str, day: date) -> int | None:
    values = [limit.value or 0 for limit in on(limits, day) if limit.kind == kind]
    return min(values, default=None)
