"""S18: a clinician's limit is kept, told with whose it is, and gone when it is lifted."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.coach import check, plan
from apps.coach.catalogue import EXERCISES
from apps.coach.rules import clinician_limits
from apps.coach.types import Checkin, Fixed, FixedRun, Goal, Limit
from tests.coach.anyone import snapshots
from tests.coach.rules.weeks import GYM, figure, items, lifted, reasons, run_days, runs, texts
from tests.coach.runners import MONDAY, days, log, regular, run, snapshot
from tests.coach.strategies import DICE
from tests.coach.test_properties import SLOW_IS_FINE, judged

SUNDAY = MONDAY + days(6)
LATER = MONDAY + days(40)
KINDS = {"runs": (1, 5), "longest": (1_000, 12_000), "strength": (1, 5)}


def limited(kind, value=None, until=LATER, by="Dana Weber", of=None):
    return replace(of or fit(), limits=(Limit(kind, until, value, by),))


def fit(**more):
    """Fifty kilometres a week in five runs, fast ones among them."""
    weeks = log(480, 490, 500, 500, longest=15_000, on=(1, 2, 3, 5, 6))
    return snapshot(weeks, **{"goal": Goal("build"), "runs_per_week": 5, **more})


def quick(made):
    steps = [step.kind for run in runs(made) for step in run.steps]
    return [run for run in runs(made) if run.fast_s] + [k for k in steps if k in ("stride", "rep")]


def test_without_a_limit_the_week_holds_all_that_is_limited_below():
    made = plan(fit(strength_level=3, equipment=GYM))
    assert len(run_days(made)) == 5
    assert max(run.distance_m for run in runs(made)) > 9_000
    assert quick(made)
    assert max(EXERCISES[d.slug].level for d in lifted(made)) == 3


def test_three_runs_at_most():
    made = plan(limited("runs", 3))
    assert len(run_days(made)) == 3
    assert texts(made, "S18") == [
        "3 runs a week at most, until 2 January (set by Dana Weber).",
        clinician_limits.FEWER,
    ]


def test_a_limit_that_takes_no_run_away_says_nothing_of_the_others():
    assert clinician_limits.FEWER not in texts(plan(limited("runs", 5)), "S18")


def test_what_the_limit_takes_away_is_not_put_on_the_other_runs():
    free, held = plan(fit()), plan(limited("runs", 3))
    assert figure(held, "week_target_m") == pytest.approx(
        0.6 * figure(free, "week_target_m"), abs=1
    )
    assert max(r.distance_m for r in runs(held)) <= max(r.distance_m for r in runs(free))


def weeks_of(kilometres, on, longest=14_000):
    return log(*(10 * k for k in kilometres), longest=longest, on=on)


FIVE, THREE = (1, 2, 3, 5, 6), (1, 3, 6)


def test_what_soreness_has_shortened_the_runs_that_are_left_take_up():
    """Forty kilometres in five runs, then a sore week of twenty in three."""
    forty = [replace(r, date=r.date - days(7)) for r in weeks_of((38, 40, 40, 40), FIVE)]
    sore = (Checkin(MONDAY - days(5), 4, 5),)
    runs_till_now = (*forty, *weeks_of((20,), THREE, 9000))
    free = snapshot(runs_till_now, checkins=sore, goal=Goal("build"))
    held = limited("runs", 3, of=free)
    assert plan(free).state == "niggle"
    assert figure(plan(held), "week_target_m") == figure(plan(free), "week_target_m")
    assert max(r.distance_m for r in runs(plan(held))) <= 14_000
    assert check(held, plan(held)) == ()


def test_no_run_gets_longer_than_the_longest_of_late():
    alike = weeks_of((40, 40, 40, 40), FIVE, 8_000)
    made = plan(limited("runs", 3, of=snapshot(alike, goal=Goal("build"))))
    assert max(r.distance_m for r in runs(made)) == 8_000


def test_a_limit_that_lasts_does_not_shrink_the_week_again_and_again():
    who = snapshot(weeks_of((25, 25, 25, 25), THREE, 12_000), goal=Goal("build"), runs_per_week=5)
    made = plan(limited("runs", 3, of=who))
    assert made.totals.run_m >= 24_000


def test_a_week_that_is_light_on_purpose_stays_so_under_a_limit():
    assert plan(fit()).phase == "cutback"
    assert plan(limited("runs", 3)).totals.run_m < 0.7 * plan(fit()).totals.run_m


def test_a_limit_set_within_the_week_makes_none_of_its_runs_longer():
    who = snapshot((*weeks_of((38, 40, 40, 40), FIVE), run(0, 5000)), goal=Goal("build"))
    who = replace(who, today=MONDAY + days(1), checkins=(Checkin(MONDAY + days(1), 4, 5),))
    tuesday = plan(who)
    held = limited("runs", 3, of=replace(who, runs=(*who.runs, run(-2, 5000)), previous=tuesday))
    friday = plan(replace(held, today=MONDAY + days(4)))
    assert max(r.distance_m for r in runs(friday)) <= max(r.distance_m for r in runs(tuesday))


def test_no_run_is_longer_than_was_allowed():
    made = plan(limited("longest", 6_500))
    assert max(run.distance_m for run in runs(made)) <= 6_500
    assert "No run longer than 6.5 km, until 2 January (set by Dana Weber)." in texts(made, "S18")


def test_no_fast_running():
    assert not quick(plan(limited("no_fast")))


def test_no_running_until_a_day_and_then_again():
    made = plan(limited("no_running", until=MONDAY + days(3)))
    assert run_days(made)
    assert min(run_days(made)) > MONDAY + days(3)
    assert any("No running, until 26 November" in text for text in texts(made, "S18"))


def test_strength_stays_at_the_level():
    made = plan(limited("strength", 1, of=fit(strength_level=3, equipment=GYM)))
    assert {EXERCISES[d.slug].level for d in lifted(made)} == {1}


def test_a_limit_that_is_over_is_not_asked():
    over = limited("no_running", until=MONDAY - days(1))
    assert plan(over) == plan(fit())


def test_the_limits_in_force_are_told_above_the_plan():
    made = plan(limited("no_fast"))
    assert [a.text for a in made.alerts if a.rule == "S18"] == [
        "No fast running, until 2 January (set by Dana Weber). The plan keeps to it."
    ]


def test_a_race_beyond_the_limit_is_not_counted_on():
    goal = Goal("race", SUNDAY, 10_000)
    made = plan(limited("longest", 8_000, of=regular(goal=goal)))
    assert not [i for _, i in items(made, "run") if i.run.type == "race"]


def test_a_pin_against_the_limit_does_not_stand_and_says_why():
    pin = Fixed(MONDAY + days(1), "run", run=FixedRun("easy", 6_000))
    made = plan(replace(limited("no_running"), fixed=(pin,)))
    assert not run_days(made)
    assert any("you put on" in a.text and a.rule == "S18" for a in made.alerts)


def test_of_more_pinned_runs_than_allowed_the_first_stand():
    wishes = [Fixed(MONDAY + days(n), "run", run=FixedRun("easy", 5_000)) for n in (1, 3, 5)]
    made = plan(replace(limited("runs", 2), fixed=tuple(wishes)))
    assert run_days(made) == [MONDAY + days(1), MONDAY + days(3)]


def test_a_new_limit_is_the_cause_of_what_changed():
    before = plan(fit())
    made = plan(replace(limited("runs", 3), previous=before))
    told = {(c.because, "Dana Weber" in c.text) for c in made.changes if "run" in c.item}
    assert told == {("S18", True)}


def test_once_lifted_the_week_is_as_it_was():
    held = plan(limited("longest", 5_000))
    free = plan(replace(fit(), previous=held))
    assert figure(free, "last_7d_m") == 50_000
    assert [r.distance_m for r in runs(free)] == [r.distance_m for r in runs(plan(fit()))]
    assert {c.because for c in free.changes} == {"S18"}


@st.composite
def limited_runners(draw):
    """Anyone at all with some limits, of which the plan before may have known others."""
    found, dice = draw(snapshots()), draw(DICE)
    return replace(found, limits=tuple(_any(dice, found.today) for _ in range(dice.randint(1, 3))))


def _any(dice, today):
    kind = dice.choice((*KINDS, "no_fast", "no_running"))
    value = dice.randint(*KINDS[kind]) if kind in KINDS else None
    value = value and (value // 100 * 100 or value)
    return Limit(kind, today + days(dice.choice((-2, 0, 1, 3, 30))), value, "Dana")


@settings(
    max_examples=60,
    derandomize=True,
    database=None,
    suppress_health_check=SLOW_IS_FINE,
)
@given(limited_runners())
def test_whoever_it_is_and_whatever_the_limits_they_are_kept(limits):
    judged(limits)


@pytest.mark.parametrize("kind", ["runs", "longest", "strength", "no_fast", "no_running"])
def test_the_checker_would_see_a_limit_that_was_not_kept(kind):
    value = {"runs": 2, "longest": 3_000, "strength": 1}.get(kind)
    free = fit(strength_level=3, equipment=GYM)
    held = limited(kind, value, of=free)
    assert {v.rule for v in check(held, plan(free))} == {"S18"}
    assert check(held, plan(held)) == ()
    assert "S18" in reasons(plan(held))
