"""P6: an ache of 3 to 5 takes the sting out of the week."""

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from tests.coach.rules.weeks import hard, slugs, texts
from tests.coach.runners import tight_after_speed


def test_a_settling_ache_gives_a_fifth_less_and_nothing_fast():
    made = plan(tight_after_speed())
    assert made.state == "niggle"
    assert 30_000 <= made.totals.run_m <= 33_000
    assert not hard(made)
    assert texts(made, "P6")[0].startswith("You felt 3/10 this week, so the week goes from")


def test_nothing_new_comes_into_strength():
    known = {"slider-curl-lowering-only", "romanian-deadlift", "single-leg-bridge-heel-on-bench"}
    found = slugs(plan(tight_after_speed()))
    assert all(slug in known or EXERCISES[slug].load_class == "low" for slug in found)


def test_the_next_fast_run_is_shorter_than_the_last():
    """P18 with P6: after a week without, fast parts come back at half or a little more."""
    assert not [r for r in hard(plan(tight_after_speed())) if r.fast_s]
