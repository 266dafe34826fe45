"""What the tests of single rules ask of a plan."""

from apps.coach.catalogue import EXERCISES
from apps.coach.types import Injury
from tests.coach.runners import MONDAY, days

KNOWN = ("slider-curl-lowering-only", "romanian-deadlift", "single-leg-bridge", "machine-leg-curl")
GYM = ("mat", "gym", "bench", "weights", "slider", "band", "anchor", "strap")


def items(made, kind):
    """Items of this kind that are still to come, with their days."""
    return [(d.date, i) for d in made.days for i in d.items if i.kind == kind and not i.done]


def runs(made):
    """The runs to come, the race left out."""
    return [i.run for _, i in items(made, "run") if i.run.type != "race"]


def run_days(made):
    return [day for day, item in items(made, "run") if item.run.type != "race"]


def lifted(made):
    """The exercises of the week's strength."""
    return [dose for _, item in items(made, "strength") for dose in item.exercises]


def slugs(made):
    return {dose.slug for dose in lifted(made)}


def classes(made):
    return {EXERCISES[slug].load_class for slug in slugs(made)}


def hard(made):
    return [run for run in runs(made) if run.rpe_high >= 7]


def reasons(made):
    """Rules behind items and alerts."""
    told = {w.rule for d in made.days for i in d.items for w in i.why}
    return told | {alert.rule for alert in made.alerts}


def texts(made, rule):
    return [w.text for d in made.days for i in d.items for w in i.why if w.rule == rule]


def figure(made, name) -> float:
    """A number among the plan's signals."""
    value = made.signals[name]
    assert isinstance(value, int | float)
    return value


def strain(ago, **more):
    return Injury("strain", "left", MONDAY - days(ago), **{"onset": "sudden", **more})
