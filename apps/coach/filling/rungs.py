"""The rung of each kind of strength work: where it starts, and how the log moves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from apps.coach.catalogue import EXERCISES, Category
from apps.coach.limits import from_day
from apps.coach.log import Log
from apps.coach.rules import bridge_start, clinician_limits, novice_start, one_rung
from apps.coach.state import Standing
from apps.coach.types import ExerciseDone, Session

KINDS: Final[tuple[Category, ...]] = ("knee", "hip", "isometric")
CALM_STATES: Final = ("healthy", "tendon", "return")
"""States in which work may become harder (P6: not while a hamstring has to settle)."""
TOP: Final = 5
HIGHEST_WITHOUT_A_GYM: Final = 4
"""As far as socks on a smooth floor lead both legs."""
NEW_RUNNER, OTHERS = 1, 2
"""Where somebody starts who was never tested and never logged strength."""


@dataclass(frozen=True, slots=True)
class Rung:
    """The level of one kind of work, and what moved it, in words; empty where nothing did."""

    level: int
    told: str = ""
    up: bool = False


def start_level(log: Log, standing: Standing) -> int:
    """Where strength begins: given, from the bridge test, or low."""
    runner = log.snapshot.runner
    if runner.strength_level is not None:
        return runner.strength_level
    if runner.bridge_reps is not None:
        return bridge_start.level(runner.bridge_reps)
    return NEW_RUNNER if standing.novice else OTHERS


def rungs(log: Log, standing: Standing) -> Mapping[Category, Rung]:
    """The rung of knee, hip and holding work this week."""
    return {kind: _rung(log, standing, kind) for kind in KINDS}


def _highest(log: Log, standing: Standing) -> int:
    most = log.snapshot.runner.strength_level or TOP
    if standing.novice:
        most = min(most, novice_start.MAX_LEVEL)
    return min(most, clinician_limits.highest_level(log.snapshot.limits, from_day(log)) or most)


def _held(session: Session, kind: Category) -> list[ExerciseDone]:
    """What a strength session held of this kind."""
    if session.kind != "strength":
        return []
    return [e for e in session.held if e.slug in EXERCISES and _is(e, kind)]


def _is(done: ExerciseDone, kind: Category) -> bool:
    return EXERCISES[done.slug].category == kind


def _level(done: list[ExerciseDone]) -> int:
    return max(EXERCISES[e.slug].level for e in done)


def _rung(log: Log, standing: Standing, kind: Category) -> Rung:
    start, most = start_level(log, standing), _highest(log, standing)
    held = [(s, done) for s in log.sessions if (done := _held(s, kind))]
    level = max(start, min(_settled_level(log.today, held), _shown_level(held) + 1))
    if not held:
        return Rung(min(level, most))
    last = held[-1][0]
    away = (log.today - last.date).days
    if away >= one_rung.MISSED_DAYS:
        return _down(level, most, f"{away} days since the last time")
    if one_rung.steps_down(last.pain, last.soreness_48h):
        return _down(level, most, _complaint(last))
    calm = standing.state in CALM_STATES and not (standing.hold or standing.red)
    if calm and level < most and _twice_comfortable(held, level):
        return Rung(level + 1, "the last two times felt comfortable", up=True)
    return Rung(min(level, most))


def _down(level: int, most: int, told: str) -> Rung:
    return Rung(max(min(level, most) - 1, 1), told)


def _complaint(last: Session) -> str:
    if (last.soreness_48h or 0) > one_rung.DOWN_SORENESS:
        return f"two days after the last time the soreness was {last.soreness_48h}/10"
    return f"the last time hurt {last.pain}/10"


def _settled_level(today: date, held: list[tuple[Session, list[ExerciseDone]]]) -> int:
    """The hardest that was done over two weeks or more, and by more than one session."""
    days: dict[int, list[date]] = {}
    for session, done in held:
        for level in range(1, _level(done) + 1):
            days.setdefault(level, []).append(session.date)
    settled = [
        level
        for level, on in days.items()
        if len(set(on)) >= one_rung.TIMES and (today - min(on)).days > one_rung.MISSED_DAYS
    ]
    return max(settled, default=0)


def _shown_level(held: list[tuple[Session, list[ExerciseDone]]]) -> int:
    """The hardest rung on which, or above which, two sessions in a row were told as comfortable."""
    told = [(_level(done), _was_comfortable(session, done)) for session, done in held]
    return max((n for n in range(1, TOP + 1) if _was_shown(told, n)), default=0)


def _was_shown(told: list[tuple[int, bool]], level: int) -> bool:
    at = [comfortable for reached, comfortable in told if reached >= level]
    return any(one and other for one, other in pairwise(at))


def _twice_comfortable(held: list[tuple[Session, list[ExerciseDone]]], level: int) -> bool:
    """Whether the last two sessions on this rung, or on a harder one, were comfortable."""
    at = [(s, done) for s, done in held if _level(done) >= level][-one_rung.TIMES :]
    return len(at) == one_rung.TIMES and all(_was_comfortable(s, done) for s, done in at)


def _was_comfortable(session: Session, done: list[ExerciseDone]) -> bool:
    efforts = [e.effort for e in done if e.effort is not None]
    effort = max(efforts) if len(efforts) == len(done) else None
    return one_rung.comfortable(effort, session.pain, session.soreness_48h, session.completed)


def things_end_before(log: Log, standing: Standing) -> bool:
    """Whether the knee's rung is above all that the runner's things allow."""
    owned = frozenset(log.snapshot.runner.equipment)
    open_ones = [e for e in EXERCISES.values() if e.category == "knee" and e.fits(owned)]
    highest = max((e.level for e in open_ones), default=0)
    healthy = standing.state == "healthy" and bool(owned)
    return healthy and highest < min(_rung(log, standing, "knee").level, HIGHEST_WITHOUT_A_GYM)
