"""P26: a nudge where all days are alike; it changes nothing."""

from apps.coach import plan
from apps.coach.rules import contrast
from tests.coach.runners import MONDAY, days, run, snapshot

ALIKE = tuple(run(n, 5000 + 100 * (n % 3)) for n in range(1, 40))


def nudges(made):
    return [a for a in made.alerts if a.rule == "P26"]


def test_seven_days_nearly_alike_are_named_with_their_figure():
    made = plan(snapshot(ALIKE))
    (nudge,) = nudges(made)
    assert str(made.signals["monotony"]) in nudge.text
    assert nudge.level == "info"


def test_seven_days_quite_alike_have_no_figure_and_no_nudge():
    made = plan(snapshot(tuple(run(n, 5000) for n in range(1, 30))))
    assert made.signals["monotony"] == "n/a"
    assert not nudges(made)


def test_a_week_with_contrast_is_not_nudged():
    mixed = tuple(run(n, 12_000 if n % 7 == 1 else 5000) for n in range(1, 40) if n % 2)
    assert not nudges(plan(snapshot(mixed)))
    assert not contrast.flat(2.0)
    assert MONDAY - days(1)
