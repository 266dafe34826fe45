"""Pins that found no place in the finished week, each with the rule that stands against it."""

from dataclasses import replace

from apps.coach.calendar import Calendar, run_stop
from apps.coach.log import Log
from apps.coach.placement.wishes import Pins
from apps.coach.rules import (
    compression_ban,
    fever,
    first_run_gate,
    rest_days,
    return_stages,
    stop_rule,
    the_life_you_have,
)
from apps.coach.state import Standing
from apps.coach.types import Day, Fixed, State

RUN_RULES: dict[State, str] = {"acute": first_run_gate.ID, "return": return_stages.ID}
STRENGTH_RULES: dict[State, str] = {"acute": stop_rule.ID}


def with_unmet(
    log: Log, standing: Standing, week: Calendar, pins: Pins, days: tuple[Day, ...]
) -> Pins:
    """The pins, with those that do not stand on their day among the refused."""
    stands = {(d.date, i.kind) for d in days for i in d.items}
    refused = {(pin.date, pin.kind): (pin, rule) for pin, rule in pins.refused}
    for pin in log.snapshot.fixed:
        at, key = week.index(pin.date), (pin.date, pin.kind)
        if at is None or not week.open[at] or pin.kind == "rest":
            continue
        vague = key in refused and refused[key][1] == stop_rule.ID
        if vague or (key not in stands and key not in refused):
            refused[key] = (pin, _rule(log, standing, week, at, pin))
    return replace(pins, refused=tuple(refused.values()))


def _rule(log: Log, standing: Standing, week: Calendar, at: int, pin: Fixed) -> str:
    if standing.state == "ill":
        return fever.ID
    if pin.kind == "stretch":
        sore = standing.tendon is not None or standing.state in ("acute", "return")
        return compression_ban.ID if sore else the_life_you_have.ID
    rules = RUN_RULES if pin.kind == "run" else STRENGTH_RULES
    stop = run_stop(log, standing, pin.date) if pin.kind == "run" else None
    room = week.minutes[at] >= the_life_you_have.MIN_RUN_MIN
    return stop or rules.get(standing.state) or (rest_days.ID if room else the_life_you_have.ID)
