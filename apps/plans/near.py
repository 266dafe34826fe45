"""Which plan a new one stays close to, and the new one itself.

It is the revision in force. Once a layer is undone it is the last revision that had not heard of
it, so that the week comes back as it was. A move that no revision knows yet is made in it already,
so that the item leaves the day from which it was moved.
"""

import logging
from dataclasses import replace
from datetime import date

from apps import coach
from apps.coach.schema import SchemaError, plan_from_dict
from apps.coach.types import Plan as CoachPlan
from apps.coach.types import Violation
from apps.plans.models import Layer, PlanRevision
from apps.plans.snapshot import Taken, with_previous

log = logging.getLogger(__name__)


def plan_and_check(taken: Taken) -> tuple[CoachPlan, tuple[Violation, ...]]:
    """The plan of what was taken, and what the coach's checker finds in it.

    At most two queries more, after a layer was undone.
    """
    told = with_previous(taken)
    near = _near(taken, told.previous)
    plan = coach.plan_near(told, near)
    return plan, coach.check(replace(told, previous=near), plan)


def _near(taken: Taken, previous: CoachPlan | None) -> CoachPlan | None:
    if taken.revision is None or previous is None:
        return previous
    known, undone = taken.revision.layers, set(taken.revision.layers) - set(taken.heard)
    older = _before(taken.revision, undone) if undone else None
    if older is not None:
        previous, known = _read(older) or previous, older.layers
    for layer in taken.layers:
        if layer.kind == Layer.Kind.MOVE and str(layer.idem) not in known:
            previous = _moved(previous, layer)
    return previous


def _before(revision: PlanRevision, undone: set[str]) -> PlanRevision | None:
    """The last revision before this one that had heard of none of these layers."""
    others = PlanRevision.objects.filter(plan_id=revision.plan_id)
    earlier = others.filter(number__lt=revision.number).order_by("-number")
    told = earlier.values_list("number", "layers")
    number = next((number for number, layers in told if not undone & set(layers)), None)
    return None if number is None else others.get(number=number)


def _read(revision: PlanRevision) -> CoachPlan | None:
    try:
        return plan_from_dict(revision.document)
    except SchemaError as error:
        log.warning("revision %s cannot be read: %s", revision.pk, error)
        return None


def _moved(plan: CoachPlan, layer: Layer) -> CoachPlan:
    try:
        fixed = layer.payload["fixed"]
        days = [date.fromisoformat(day) for day in (layer.payload["from"], fixed["date"])]
        return coach.exchanged(plan, fixed["kind"], *days)
    except (KeyError, TypeError, ValueError):
        return plan
