"""Find what the runner laid over a week, and the plan that they may lay something over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from apps.accounts.models import User
from apps.plans.layers import layers_of
from apps.plans.models import Layer, PlanRevision
from apps.plans.queries import revisions_of, weeks_to_plan
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


def revisions_shown(runner: User, week_start: date) -> list[PlanRevision]:
    """The week's revisions as `revisions_of` finds them, each with its wishes."""
    found = revisions_of(runner, week_start)
    note_wishes(runner, found)
    return found


def note_wishes(runner: User, revisions: Iterable[PlanRevision]) -> None:
    """Note at each revision which wishes came or went since the one before, where that one is among
    them too. One query, and none where there are no wishes."""
    by_number = {(one.plan_id, one.number): one for one in revisions}
    names = {name for one in by_number.values() for name in one.layers}
    rows = Layer.objects.filter(plan__runner=runner, idem__in=names) if names else ()
    words = {str(row.idem): told(row, runner.profile.units) for row in rows}
    for (plan, number), one in by_number.items():
        before = by_number.get((plan, number - 1))
        if before is not None:
            now, then = ([name for name in at.layers if name in words] for at in (one, before))
            came = [f"By you: {words[name]}." for name in now if name not in then]
            gone = [f"Undone: {words[name]}." for name in then if name not in now]
            one.wishes = [*came, *gone]


def words_of(layer: Layer) -> str:
    """The line that `layers_shown` has for it in the week in which it was wished, also once it is
    undone."""
    runner, start = layer.plan.runner, layer.plan.week_start
    shown = {one.id: one.text for one in layers_shown(runner, start)}
    return shown.get(layer.pk) or told(layer, runner.profile.units)
