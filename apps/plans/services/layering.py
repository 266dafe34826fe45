"""Lay a wish over the coach's plan, and take it off again."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.accounts.models import User
from apps.lib import clock
from apps.lib.conflict import Conflict
from apps.plans.models import Because, Layer
from apps.plans.queries import weeks_to_plan
from apps.plans.seen import seen_of
from apps.plans.services.asking import request_plans_from_today
from apps.plans.snapshot import take


class NoSuchWeekError(LookupError):
    """The runner has no plan of this week, or it is neither the current one nor the next."""


@transaction.atomic
def add_layer(
    *,
    runner: User,
    week_start: date,
    kind: str,
    first: date,
    last: date,
    payload: Mapping[str, Any],
    idem: UUID,
    seen: str,
) -> Layer:
    """Store the layer and ask for plans that hold it; the same form once more changes nothing.

    `seen` says what the coach was told when the page was drawn (`seen_of`). Raises `Conflict`
    where that is no longer so, with nothing written, and `NoSuchWeekError`.
    """
    # The plan's row is the lock: of two tabs the second finds what the first has stored. Plans are
    # asked for of both weeks, so both are locked, in the order of everyone who asks.
    weeks = runner.plans.select_for_update().filter(week_start__in=weeks_to_plan(runner))
    plans = {plan.week_start: plan for plan in weeks.order_by("week_start")}
    plan = plans.get(week_start)
    if plan is None or not plan.revision:
        raise NoSuchWeekError(week_start)
    if (same := plan.layers.filter(idem=idem).first()) is not None:
        return same
    today = clock.local_today(runner.profile.time_zone)
    if seen_of(take(plan, runner.profile, today)) != seen:
        raise Conflict
    layer = Layer.objects.create(
        plan=plan, kind=kind, first=first, last=last, payload=dict(payload), idem=idem
    )
    request_plans_from_today(runner=runner, because=Because.LAYER)
    return layer


@transaction.atomic
def remove_layer(*, layer: Layer) -> None:
    """Undo it and ask for plans without it; twice is once. The row stays."""
    standing = Layer.objects.filter(pk=layer.pk, removed_at=None)
    if standing.update(removed_at=clock.now()):
        request_plans_from_today(runner=layer.plan.runner, because=Because.LAYER)
