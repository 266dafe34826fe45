"""S16: missed work is never added back."""

from apps.coach.check.week import Broken, Case
from apps.coach.types import Day, Item, Violation


def nothing_is_added_back(case: Case) -> Broken:
    """S16: with something missed, what is left of the week is no more than it was before.

    Judged against the previous revision of the same week in the same state: the metres and the
    strength sessions from today on, what was missed left out.
    """
    previous = case.snapshot.previous
    if not case.snapshot.missed or previous is None or previous.week_start != case.week_start:
        return
    if previous.state != case.plan.state:
        return
    was, now = _left(case, previous.days), _left(case, case.plan.days)
    if _metres(now) > _metres(was):
        yield Violation("S16", None, f"{_metres(now)} m left of the week, it was {_metres(was)} m")
    if _strength(now) > _strength(was):
        yield Violation("S16", None, "a strength session more than before")


def _left(case: Case, days: tuple[Day, ...]) -> list[Item]:
    return [
        item
        for day in days
        if day.date >= case.today
        for item in day.items
        if not item.done and item.id not in case.snapshot.missed
    ]


def _metres(items: list[Item]) -> int:
    return sum(item.run.distance_m for item in items if item.run and item.run.type != "race")


def _strength(items: list[Item]) -> int:
    return sum(item.kind == "strength" for item in items)
