"""plan: the plan is one whole week, and what it calls done was done.

Not a safety rule of its own, but no safety rule could be judged without it.
"""

from collections import Counter
from datetime import timedelta

from apps.coach.check.week import Broken, Case, Planned
from apps.coach.types import Item, Violation

RULE = "plan"
SESSION_KINDS = {
    "strength": ("strength",),
    "stretch": ("stretch", "mobility"),
    "mobility": ("mobility", "stretch"),
}


def seven_days_in_order(case: Case) -> Broken:
    """Seven days from `week_start`, which is the snapshot's; no item's id stands twice."""
    days = tuple(day.date for day in case.plan.days)
    week = tuple(case.week_start + timedelta(days=number) for number in range(7))
    if days != week or case.plan.week_start != case.week_start:
        yield Violation(RULE, None, f"the days must be the seven from {case.week_start}")
    ids = Counter(item.id for day in case.plan.days for item in day.items)
    for name in (name for name, count in ids.items() if count > 1):
        yield Violation(RULE, None, f"{name} stands {ids[name]} times")


def done_is_what_was_logged(case: Case) -> Broken:
    """A done item needs a run or session of its kind in the log on that day.

    A day before today holds no training that is not done: it cannot be planned any more.
    """
    for day in case.plan.days:
        for place, item in enumerate(day.items):
            planned = Planned(day.date, place, item)
            if not planned.is_training:
                continue
            if item.done and not _logged(case, planned):
                yield Violation(RULE, day.date, f"{item.id}: done, but not in the log")
            if not item.done and day.date < case.today:
                yield Violation(RULE, day.date, f"{item.id}: planned on a day that is over")


def every_item_says_what_and_why(case: Case) -> Broken:
    """A run says its distance; every item but a check-in carries a reason."""
    for planned in case.planned:
        item: Item = planned.item
        if item.kind == "run" and item.run is None:
            yield Violation(RULE, planned.date, f"{item.id}: a run without its run")
        if item.kind != "checkin" and not item.why:
            yield Violation(RULE, planned.date, f"{item.id}: no reason is given")


def _logged(case: Case, planned: Planned) -> bool:
    if planned.item.kind == "run" or planned.item.run is not None:
        return any(run.date == planned.date for run in case.snapshot.runs)
    kinds = SESSION_KINDS.get(planned.item.kind, ())
    return any(
        session.date == planned.date and session.kind in kinds for session in case.snapshot.sessions
    )
