"""A sore tendon at the sit bone: its stage, and how the log moves it.

Evidence, part A5: the stages are those of Goom and colleagues; when to move on is Hamstride's own
choice where no study says so. A step back follows the next-morning rule (S5).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from apps.coach.log import Log, felt
from apps.coach.rules import next_morning
from apps.coach.types import Checkin, Injury, Session

FIRST, LAST = 1, 4
EASE: Final = 3
"""Highest pain (0 to 10) with which a step counts as borne."""
CALM_DAYS: Final = 7
CALM_MORNINGS: Final = 5
"""So many of the mornings of a calm week have to be told."""
TWICE: Final = 2
BRIDGES: Final = frozenset({"single-leg-bridge", "single-leg-bridge-heel-on-bench"})
HINGES: Final = frozenset({"romanian-deadlift", "single-leg-romanian-deadlift", "45-hip-extension"})
END_DAYS: Final = 14
END_PAIN: Final = 2
END_MORNINGS: Final = 6
UNDATED_DAYS: Final = 28
"""How far back the log may move a stage that nobody said the day of: one step at most."""

PATTERN_DAYS: Final = 28
PATTERN_SPAN: Final = 14
PATTERN_REPORTS: Final = 3
SITTING_PAIN: Final = 2


@dataclass(frozen=True, slots=True)
class Tendon:
    """The stage (1 to 4) and the day it has held from; `dated`: that day is known."""

    stage: int
    since: date
    dated: bool


def is_open(injury: Injury) -> bool:
    """Whether an injury is still felt."""
    return injury.status != "returned"


def tendon_of(log: Log) -> Tendon | None:
    """The lowest stage among the open records, moved by the log; stage 1 for the pattern alone."""
    records = [i for i in log.snapshot.runner.injuries if i.kind == "tendon" and is_open(i)]
    found = []
    for record in records:
        stage = min(max(record.stage or FIRST, FIRST), LAST)
        since = record.stage_on or max(record.date, log.today - timedelta(days=UNDATED_DAYS))
        found.append(_moved(log, Tendon(stage, since, record.stage_on is not None)))
    if found:
        return min(found, key=lambda one: (one.stage, one.since))
    return Tendon(FIRST, log.today, dated=False) if _has_pattern(log) else None


def is_over(log: Log, tendon: Tendon) -> bool:
    """Two clean weeks at the last stage: enough mornings, nothing above 2/10, none too much."""
    since = log.today - timedelta(days=END_DAYS)
    if not tendon.dated or tendon.stage < LAST or tendon.since > since:
        return False
    mornings = {c.date for c in log.checkins if c.date > since}
    calm = all(value <= END_PAIN for day, value in log.reports(END_DAYS) if day > since)
    return len(mornings) >= END_MORNINGS and calm and not _after(log.red_mornings, since)


def _has_pattern(log: Log) -> bool:
    """Ache at the sit bone over two weeks or more, and when sitting."""
    sore = [
        c for c in log.last_days(log.checkins, PATTERN_DAYS) if c.place == "sit_bone" and felt(c)
    ]
    sits = any((c.sitting_pain or 0) >= SITTING_PAIN for c in sore)
    long_enough = sore and (sore[-1].date - sore[0].date).days >= PATTERN_SPAN
    return len(sore) >= PATTERN_REPORTS and sits and bool(long_enough)


def _moved(log: Log, start: Tendon) -> Tendon:
    """Up and back through the log, step by step in the order of the days."""
    now = start
    while True:
        up = _opened_on(log, now) if now.stage < LAST else None
        back = _fell_on(log, now.since) if now.dated and now.stage > FIRST else None
        if back is not None and (up is None or back <= up):
            now = Tendon(now.stage - 1, back, now.dated)
        elif up is not None:
            now = Tendon(now.stage + 1, up, now.dated)
        else:
            return now
        if not start.dated:
            return now


def _after(days: Iterable[date], since: date) -> list[date]:
    return sorted(d for d in days if d > since)


def _fell_on(log: Log, since: date) -> date | None:
    """The second of two red mornings within seven days."""
    pairs = pairwise(_after(log.red_mornings, since))
    return next((b for a, b in pairs if (b - a).days < next_morning.DAYS), None)


def _opened_on(log: Log, now: Tendon) -> date | None:
    """The day on which the next stage opened, None while it is shut."""
    if now.stage == FIRST:
        return _calm_week(log, now.since)
    red = set(log.red_mornings)
    slugs, asked = (BRIDGES, None) if now.stage == FIRST + 1 else (HINGES, log.checkins)
    borne = sorted({s.date for s in log.sessions if s.date > now.since and _bore(s, slugs)})
    told = {c.date for c in asked} if asked is not None else None
    good = [d for d in borne if _morning_fine(d + timedelta(days=1), red, told)]
    return good[TWICE - 1] if len(good) >= TWICE else None


def _bore(session: Session, slugs: frozenset[str]) -> bool:
    """Whether the session held one of these and said that it hurt no more than 3/10."""
    held = any(e.slug in slugs for e in session.held)
    return held and session.pain is not None and session.pain <= EASE


def _morning_fine(morning: date, red: set[date], told: set[date] | None) -> bool:
    return morning not in red and (told is None or morning in told)


def _calm_week(log: Log, since: date) -> date | None:
    """The end of the first week in which daily life hurt no more than 3/10 and settled."""
    days = _after({c.date for c in log.checkins}, since + timedelta(days=CALM_DAYS - 1))
    return next((d for d in days if _is_calm(log, d)), None)


def _is_calm(log: Log, last: date) -> bool:
    since = last - timedelta(days=CALM_DAYS)
    week = [c for c in log.checkins if since < c.date <= last]
    red = any(since < d <= last for d in log.red_mornings)
    calm = all(_daily(c) <= EASE for c in week)
    return len({c.date for c in week}) >= CALM_MORNINGS and calm and not red


def _daily(checkin: Checkin) -> int:
    return max(felt(checkin), checkin.sitting_pain or 0)
