"""The verbs of planning: ask for a plan, make it, look ahead, say what became of an item."""

from apps.plans.services.ahead import AT_ONCE, plan_ahead, set_clock
from apps.plans.services.asking import (
    request_plan,
    request_plans_for_news,
    request_plans_from_today,
)
from apps.plans.services.calendar import (
    follow_profile,
    make_link,
    revoke_link,
    set_hour,
    tell_calendars,
)
from apps.plans.services.layering import NoSuchWeekError, add_layer, remove_layer
from apps.plans.services.limits import lift_limit, set_limit
from apps.plans.services.making import replan, replan_here, sweep
from apps.plans.services.marking import NoSuchItemError, NotYetError, mark_item, mark_played
from apps.plans.services.restored import after_restore
from apps.plans.services.starting import start_after_run, start_item

__all__ = [
    "AT_ONCE",
    "NoSuchItemError",
    "NoSuchWeekError",
    "NotYetError",
    "add_layer",
    "after_restore",
    "follow_profile",
    "lift_limit",
    "make_link",
    "mark_item",
    "mark_played",
    "plan_ahead",
    "remove_layer",
    "replan",
    "replan_here",
    "request_plan",
    "request_plans_for_news",
    "request_plans_from_today",
    "revoke_link",
    "set_clock",
    "set_hour",
    "set_limit",
    "start_after_run",
    "start_item",
    "sweep",
    "tell_calendars",
]
