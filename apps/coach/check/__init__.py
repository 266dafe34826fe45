"""The independent checker: does a plan break a hard safety rule?

It knows every hard rule by itself, from the evidence alone, and shares nothing with the planner
but the types. Only what is still to come is judged; what happened is read from the log. How each
rule is read where the evidence leaves room stands in its own docstring.
"""

from collections.abc import Callable, Iterator
from typing import Final

from apps.coach.check import (
    bans,
    distance,
    doctor,
    illness,
    limits,
    lowering,
    missed,
    pain,
    rest,
    speed,
    stages,
    stop,
    structure,
    unknown,
)
from apps.coach.check.week import Case
from apps.coach.types import Plan, Snapshot, Violation

RULES: Final[tuple[Callable[[Case], Iterator[Violation]], ...]] = (
    structure.seven_days_in_order,
    structure.done_is_what_was_logged,
    structure.every_item_says_what_and_why,
    doctor.red_flags_stop_everything,
    stop.two_days_without_running,
    stop.gate_before_the_first_run,
    pain.not_above_the_ceiling,
    pain.no_run_after_a_red_morning,
    pain.calm_week_after_two_red_mornings,
    distance.single_run_cap,
    distance.short_restart,
    distance.no_hard_runs_after_a_break,
    distance.weekly_cap,
    stages.stage_is_earned,
    stages.runs_fit_the_stage,
    stages.a_day_between_runs,
    speed.no_speed_before_the_gate,
    speed.hard_runs_apart,
    lowering.fast_runs_stand_clear,
    lowering.race_freeze,
    bans.tendon_bans,
    bans.fresh_strain_bans,
    illness.no_training_while_ill,
    illness.first_run_is_easy,
    rest.one_full_rest_day,
    rest.two_days_without_running,
    missed.nothing_is_added_back,
    doctor.out_of_scope_gets_advice_only,
    unknown.novice_caps_with_a_short_log,
    unknown.hold_until_answered,
    limits.clinicians_limits_are_kept,
)


def check(snapshot: Snapshot, plan: Plan) -> tuple[Violation, ...]:
    """Every hard rule that the plan breaks, in the rules' order; empty for a safe plan."""
    case = Case(snapshot, plan)
    return tuple(violation for rule in RULES for violation in rule(case))
