"""Find what the runner laid over a week, and the plan that they may lay something over."""

from dataclasses import dataclass
from datetime import date

from apps.accounts.models import User
from apps.plans.layers import layers_of
from apps.plans.models import Layer, PlanRevision
from apps.plans.queries import weeks_to_plan
from apps.plans.wish_words import told


@dataclass(frozen=True, slots=True)
class LayerView:
    """A layer as a line to read, and what to undo it by."""

    id: int
    text: str


def plan_to_change(runner: User, week_start: date) -> PlanRevision | None:
    """This week's or the next one's revision in force, with its plan; None where there is none."""
    if week_start not in weeks_to_plan(runner):
        return None
    revisions = PlanRevision.objects.in_force().select_related("plan")
    return revisions.filter(plan__runner=runner, plan__week_start=week_start).first()


def layers_shown(runner: User, week_start: date) -> list[LayerView]:
    """The runner's own layers that touch this week and are not undone, the newest first."""
    unit = runner.profile.units
    rows = reversed(layers_of(runner.pk, week_start))
    return [LayerView(row.pk, told(row, unit)) for row in rows if row.last >= week_start]


def words_of(layer: Layer) -> str:
    """The line that `layers_shown` has for it in the week in which it was wished, also once it is
    undone."""
    runner, start = layer.plan.runner, layer.plan.week_start
    shown = {one.id: one.text for one in layers_shown(runner, start)}
    return shown.get(layer.pk) or told(layer, runner.profile.units)
