"""Laying wishes over a plan, for the tests."""

from datetime import date
from typing import Any
from uuid import uuid4

from apps.coach import check
from apps.coach.schema import plan_from_dict
from apps.lib import clock
from apps.plans.models import Layer, Plan
from apps.plans.seen import seen_of
from apps.plans.services import add_layer, remove_layer
from apps.plans.snapshot import take
from tests.plans.conftest import items_of, make_waiting


def seen(plan: Plan) -> str:
    plan.refresh_from_db()
    return seen_of(taken(plan))


def taken(plan: Plan) -> Any:
    profile = plan.runner.profile
    profile.refresh_from_db()
    return take(plan, profile, clock.local_today(profile.time_zone))


def lay(plan: Plan, kind: str, first: date, last: date | None = None, **payload: Any) -> Layer:
    """Lay a wish over the week and let the worker make the plan."""
    wish = {"kind": kind, "first": first, "last": last or first, "payload": payload}
    layer = layered(plan, **wish)
    make_waiting()
    plan.refresh_from_db()
    return layer


def layered(plan: Plan, **wish: Any) -> Layer:
    told = {"idem": uuid4(), "seen": seen(plan), **wish}
    return add_layer(runner=plan.runner, week_start=plan.week_start, **told)


def undo(layer: Layer) -> None:
    remove_layer(layer=layer)
    make_waiting()
    layer.plan.refresh_from_db()


def fixed(plan: Plan, item: str, to: date | None = None, **other: Any) -> dict[str, Any]:
    """An item of the plan as a pin of the coach's contract."""
    data = items_of(plan)[item]
    run = data["run"]
    told = {
        "date": (to or date.fromisoformat(data["date"])).isoformat(),
        "kind": data["kind"],
        "minutes": data["minutes"],
        "run": {"type": run["type"], "distance_m": run["distance_m"]} if run else None,
        "exercises": data["exercises"],
    }
    return told | other


def move(plan: Plan, item: str, to: date) -> Layer:
    origin = date.fromisoformat(items_of(plan)[item]["date"])
    told: dict[str, Any] = {"fixed": fixed(plan, item, to), "from": origin.isoformat()}
    return lay(plan, "move", min(origin, to), max(origin, to), **told)


def days_of(plan: Plan, kind: str) -> list[str]:
    """The days that hold something of this kind."""
    plan.refresh_from_db()
    return sorted(item["date"] for item in items_of(plan).values() if item["kind"] == kind)


def week_of(plan: Plan) -> Any:
    """The days in force as the document has them."""
    plan.refresh_from_db()
    return plan.revisions.get(number=plan.revision).document["days"]


def broken(plan: Plan) -> Any:
    """What the coach's own checker says of the plan in force, told all that is known now."""
    told = taken(plan)
    return check(told.snapshot, plan_from_dict(told.revision.document))
