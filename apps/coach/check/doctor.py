"""S1 and the scope of S17: when only a clinician's answer helps."""

from apps.coach.check.week import Broken, Case
from apps.coach.types import Violation

ADULT = 18


def red_flag_open(case: Case) -> bool:
    """A check-in names a red flag, and no clearing stands on that day or later."""
    cleared = max(case.snapshot.cleared, default=None)
    return any(
        checkin.red_flags and (cleared is None or cleared < checkin.date)
        for checkin in case.snapshot.checkins
    )


def out_of_scope(case: Case) -> bool:
    """Under 18 (year of today less year of birth), or pregnant, postpartum, graft, cardiac."""
    return case.age < ADULT or bool(case.snapshot.runner.out_of_scope)


def red_flags_stop_everything(case: Case) -> Broken:
    """S1: while a red flag is open no run, strength, stretch or mobility is planned.

    The plan's status is see_a_doctor, and an alert of level stop says where to get help.
    """
    if red_flag_open(case):
        yield from _advice_only(case, "S1", "a red flag is open")
        if not any(alert.level == "stop" for alert in case.plan.alerts):
            yield Violation("S1", None, "a red flag is open and no alert tells to stop")


def out_of_scope_gets_advice_only(case: Case) -> Broken:
    """S17: out of scope nothing is planned but rest and check-ins; status see_a_doctor."""
    if out_of_scope(case):
        yield from _advice_only(case, "S17", "the runner is out of scope")


def _advice_only(case: Case, rule: str, reason: str) -> Broken:
    for planned in case.planned:
        if planned.is_training:
            yield Violation(rule, planned.date, f"{planned.item.id}: planned while {reason}")
    if case.plan.status != "see_a_doctor":
        yield Violation(rule, None, f"{reason} and the status is {case.plan.status}")
