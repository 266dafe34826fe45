"""What the last revision of this week holds for the days ahead, so that it can stay."""

from datetime import date, timedelta

from apps.coach import limits, told
from apps.coach.log import HARD_KINDS, Log
from apps.coach.rules import amber_week, unknown_is_unsafe
from apps.coach.state import Standing
from apps.coach.types import Item, ItemKind, Phase, Plan, PlannedRun


def revision(log: Log) -> Plan | None:
    """The plan that this one replaces, None if it was for another week."""
    previous = log.snapshot.previous
    same = previous is not None and previous.week_start == log.snapshot.week_start
    return previous if same else None


def _training(made: Plan | None, kind: ItemKind) -> list[tuple[date, Item]]:
    items = [(d.date, i) for d in made.days for i in d.items] if made is not None else []
    return [(d, i) for d, i in items if i.kind == kind and not (i.run and i.run.type == "race")]


def ahead(log: Log, kind: ItemKind) -> dict[date, Item]:
    """Runs or strength that are still to come, by day; the race, what was missed and what is done
    since left out."""
    done = {r.date for r in log.runs} if kind == "run" else set()
    return {
        day: item
        for day, item in _training(revision(log), kind)
        if day >= log.today
        and day not in done
        and not item.done
        and f"{day.isoformat()}-{kind}" not in log.snapshot.missed
    }


def runs(log: Log) -> list[PlannedRun]:
    """The revision's runs that were still to come when it was made."""
    return [i.run for _, i in _training(revision(log), "run") if i.run and not i.done]


def lifts_on(log: Log, day: date) -> int | None:
    """Minutes of the strength that still stands on this day, None without."""
    item = ahead(log, "strength").get(day)
    return item.minutes if item is not None else None


def metres_ahead(log: Log) -> int:
    return sum(i.run.distance_m for i in ahead(log, "run").values() if i.run)


def share_ahead(log: Log) -> float | None:
    """Part of the revision's distance that is still to come, None without a revision."""
    whole = sum(i.run.distance_m for _, i in _training(revision(log), "run") if i.run)
    return metres_ahead(log) / whole if whole else None


def hard_so_far(log: Log) -> int:
    """Hard runs of the revision whose day is over, or which were done or missed."""
    still = ahead(log, "run")
    hard = [d for d, i in _training(revision(log), "run") if i.run and i.run.type in HARD_KINDS]
    return sum(day not in still for day in hard)


def waits(made: Plan) -> bool:
    """Whether the plan waited for an answer about how the last run felt."""
    return any(a.rule == unknown_is_unsafe.ID and a.level == "caution" for a in made.alerts)


def hard_ahead(log: Log) -> int | None:
    """Hard runs that the revision still holds; None if it waited for an answer about pain."""
    made = revision(log)
    if made is None or waits(made):
        return None
    return sum(bool(i.run and i.run.type in HARD_KINDS) for i in ahead(log, "run").values())


def is_taken_back(log: Log, standing: Standing) -> bool:
    """Whether the revision was careful for what holds no more: a report, or a clinician's limit."""
    made = revision(log)
    if made is None:
        return False
    if made.state == standing.state and not log.snapshot.missed and limits.lifted(log, made):
        return True
    if (made.state, standing.state) != ("niggle", "healthy"):
        return False
    since = made.week_start - timedelta(days=amber_week.WINDOW_DAYS + 1)
    reports = log.reports((log.today - since).days)
    ached = any(value >= amber_week.AMBER_FROM for _, value in reports)
    return not ached and not any(day >= since for day in log.red_mornings)


def is_same(log: Log, standing: Standing, at: Phase | None, target_m: int, runs: int) -> bool:
    """Whether the revision's days ahead stay: same state, season and wishes.

    A careful week stays careful to its end, although the ache is gone.
    """
    made = revision(log)
    if made is None:
        return False
    if (made.state, standing.state) == ("niggle", "healthy"):
        return True
    if limits.signal_of(made) != limits.signal(log):
        return False
    if made.signals.get("told") != told.signal(log):
        return False
    meant = (made.signals.get("week_target_m"), made.signals.get("week_runs"))
    now = (standing.state, standing.stage, at)
    return meant == (target_m, runs) and (made.state, made.stage, made.phase) == now
