"""From a planned item, or from what is suggested after a run, to a session in the player."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.after_run import after_run, origin_of
from apps.plans.queries import planned_item
from apps.plans.services.marking import LOGGED_KINDS, NoSuchItemError, NotYetError
from apps.routines.models import GuidedSession
from apps.routines.services import start_session


@transaction.atomic
def start_item(*, runner: User, item: str) -> GuidedSession:
    """Start today's item, or go on with it. It is done today, whichever day it was planned for.

    Raises `NoSuchItemError` also for an item without exercises, `NotYetError` before its day.
    """
    found = planned_item(runner, item)
    if found is None or found[1]["kind"] not in LOGGED_KINDS or not found[1]["exercises"]:
        raise NoSuchItemError(item)
    day, data = found
    today = clock.local_today(runner.profile.time_zone)
    if day > today:
        raise NotYetError(item)
    return start_session(
        runner=runner,
        origin=f"item:{item}",
        purpose=GuidedSession.Purpose.PLAN,
        item=item,
        date=today,
        kind=data["kind"],
        title=data["title"],
        doses=[_dose(dose) for dose in data["exercises"]],
    )


@transaction.atomic
def start_after_run(*, runner: User, run_id: int) -> GuidedSession | None:
    """Start what is suggested after this run; None once it is suggested no more."""
    offered = after_run(runner)
    if offered is None or offered.run.pk != run_id:
        return None
    return start_session(
        runner=runner,
        origin=origin_of(offered.run),
        purpose=GuidedSession.Purpose.AFTER_RUN,
        date=offered.run.date,
        kind="mobility",
        title="After your run",
        doses=offered.doses,
    )


def _dose(dose: Mapping[str, Any]) -> dict[str, Any]:
    names = ("slug", "sets", "reps", "hold_s", "tempo", "rest_s", "side")
    return {name: dose.get(name) for name in names}
