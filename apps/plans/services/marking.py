"""What the runner says of a planned item."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.models import Because, ItemMark
from apps.plans.queries import planned_item
from apps.plans.services.asking import request_plans_from_today
from apps.routines.services import record_session, withdraw_session

SHARES: Final = {"done": 1.0, "half": 0.5}
DONE_FROM: Final = 0.8
"""The share of a session's sets from which on it counts as done and not as half."""
UNDO: Final = "undo"
LOGGED_KINDS: Final = ("strength", "stretch", "mobility")


class NoSuchItemError(LookupError):
    """No plan of the runner's from last week to next holds this item."""


class NotYetError(ValueError):
    """The item's day is still to come, so it cannot be done yet."""


@transaction.atomic
def mark_item(*, runner: User, item: str, state: str, reason: str = "") -> None:
    """Say done, half, skipped or `undo` of an item of the runner's plan in force.

    Strength, stretching and mobility that were done are written down as a session, and taken back
    with the mark. Asks for a new plan. Raises `NoSuchItemError`; `NotYetError` for done and half.
    """
    found = planned_item(runner, item)
    if found is None:
        raise NoSuchItemError(item)
    day, data = found
    if state in SHARES and day > clock.local_today(runner.profile.time_zone):
        raise NotYetError(item)
    if state == UNDO:
        ItemMark.objects.filter(runner=runner, item=item).delete()
    else:
        told = {"date": day, "kind": data["kind"], "state": state, "reason": reason}
        ItemMark.objects.update_or_create(runner=runner, item=item, defaults=told)
    if not (data["kind"] in LOGGED_KINDS and _follow_in_log(runner, day, data, state)):
        request_plans_from_today(runner=runner, because=Because.MARK)


def mark_played(*, runner: User, item: str, day: date, kind: str, share: float) -> None:
    """Say of an item what its session in the player came to; the log and the plan know already.

    `day` is the session's, for an item that no plan holds any more.
    """
    if not share:
        return
    found = planned_item(runner, item)
    state = "done" if share >= DONE_FROM else "half"
    told = {"date": found[0] if found else day, "kind": kind, "state": state, "reason": ""}
    ItemMark.objects.update_or_create(runner=runner, item=item, defaults=told)


def _follow_in_log(runner: User, day: date, data: Mapping[str, Any], state: str) -> bool:
    """Keep the log of sessions in step with the mark; True where that asked for a plan already."""
    share = SHARES.get(state)
    if share is None:
        return withdraw_session(runner=runner, item=data["id"])
    keys = ("slug", "sets", "reps", "hold_s")
    record_session(
        runner=runner,
        date=day,
        kind=data["kind"],
        exercises=[{key: dose[key] for key in keys} for dose in data["exercises"]],
        completed=share,
        item=data["id"],
    )
    return True
