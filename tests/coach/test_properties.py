"""What every plan keeps, whoever the runner is."""

import re
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

import pytest
from hypothesis import given, seed, settings

from apps.coach import check, plan
from apps.coach.catalogue import EXERCISES
from apps.coach.schema import plan_to_json, read_plan
from apps.coach.types import WEEKDAYS, Plan, Snapshot
from apps.coach.unmet import in_vain
from tests.coach.anyone import snapshots
from tests.coach.drawing import SLOW_IS_FINE

Property = Callable[[Snapshot, Plan], None]
PROPERTIES: list[Property] = []
SEED = 20_261_123
FEW, CHUNK, PART, SOAK_EXAMPLES = 500, 2_000, 10_000, 100_000
KILOMETRES = re.compile(r"(\d+(?:\.\d+)?) km")
FELT = re.compile(r"You felt (\d+)/10|[Yy]ou noted [a-z ]+ (\d+)/10")
BRIDGES = re.compile(r"Bridges (\d+) left, (\d+) right")


def holds(judge: Property) -> Property:
    """Every plan is put before this judge."""
    PROPERTIES.append(judge)
    return judge


def ahead(made):
    return [(d.date, i) for d in made.days for i in d.items if not i.done]


def training(snapshot, made):
    return [(day, i) for day, i in ahead(made) if i.kind in ("run", "strength")]


@holds
def the_checker_finds_nothing(snapshot, made):
    assert check(snapshot, made) == ()


@holds
def what_is_written_can_be_read_again_and_is_the_same_next_time(snapshot, made):
    text = plan_to_json(made)
    assert read_plan(text) == made
    assert plan_to_json(plan(snapshot)) == text


@holds
def a_plan_has_seven_days_in_order(snapshot, made):
    assert made.week_start == snapshot.week_start
    assert [d.date for d in made.days] == [made.week_start + timedelta(days=n) for n in range(7)]
    assert all(day.items for day in made.days if day.date >= snapshot.today)


@holds
def status_and_state_agree(snapshot, made):
    assert made.headline
    assert (made.status == "see_a_doctor") == (made.state == "refer")
    if made.status != "ok":
        assert any(a.level in ("caution", "stop") for a in made.alerts)
    if made.state == "refer":
        assert not training(snapshot, made)


@holds
def every_item_but_a_checkin_says_why(snapshot, made):
    for day in made.days:
        for item in day.items:
            assert item.why or item.kind == "checkin"
            assert {w.source for w in item.why} <= made.sources.keys()
            assert all(w.text and w.population for w in item.why)


def own_metres(snapshot, made):
    """Every distance that is this runner's own: runs, weeks, wishes, and what is planned."""
    runs = sorted((r.date, r.distance_m) for r in snapshot.runs)
    metres = {m for _, m in runs} | {i.run.distance_m for _, i in ahead(made) if i.run}
    start = made.week_start - timedelta(days=7 * 12)
    for n in range(7 * 13):
        first = start + timedelta(days=n)
        metres.add(sum(m for d, m in runs if first <= d < first + timedelta(days=7)))
    wish = snapshot.runner.target_weekly_m
    figures = [v for v in made.signals.values() if isinstance(v, int)]
    pinned = [f.run.distance_m for f in snapshot.fixed if f.run]
    race = snapshot.runner.goal.race_distance_m
    figures += [value - 1 for value in figures]  # a signal is rounded, a sentence rounds down
    limits = [limit.value for limit in snapshot.limits if limit.kind == "longest"]
    said = snapshot.runner.told
    told = [said.week_m, said.longest_m, *counted(said)] if said else []
    return metres | {made.totals.run_m, wish, race, *figures, *pinned, *limits, *told} - {None}


def counted(said):
    """What S17 lets count of a told week and a told longest run."""
    return min(said.week_m * 7 // 10, 50_000), min(said.longest_m, said.week_m, 21_429) * 7 // 10


def sentences(made):
    whys = [w.text for d in made.days for i in d.items for w in i.why]
    return [*whys, *(a.text for a in made.alerts), *(c.text for c in made.changes)]


@holds
def kilometres_in_a_reason_are_the_runners_own(snapshot, made):
    own = {f"{int(m / 100 + 1e-6) / 10:.1f}".removesuffix(".0") for m in own_metres(snapshot, made)}
    whys = [w.text for d in made.days for i in d.items for w in i.why]
    told = {km for text in whys for km in KILOMETRES.findall(text)}
    assert told <= own


@holds
def pain_and_bridges_in_a_reason_are_the_runners_own(snapshot, made):
    felt = {max(c.pain, c.tightness) for c in snapshot.checkins}
    felt |= {p for r in snapshot.runs for p in (r.pain_during, r.pain_after) if p is not None}
    felt |= {s.pain for s in snapshot.sessions if s.pain is not None}
    test = snapshot.runner.bridge_reps
    for text in sentences(made):
        for found in FELT.findall(text):
            assert int("".join(found)) in felt
        for found in BRIDGES.findall(text):
            assert test is not None
            assert tuple(map(int, found)) == (test.left, test.right)


@holds
def a_day_holds_no_more_minutes_than_there_are(snapshot, made):
    for day in made.days:
        minutes = sum(i.minutes for i in day.items if not i.done and not is_race(i))
        assert minutes <= snapshot.runner.available[WEEKDAYS[day.date.weekday()]]


def is_race(item):
    return item.run is not None and item.run.type == "race"


@holds
def race_day_holds_the_race_alone(snapshot, made):
    for day in made.days:
        to_come = [i for i in day.items if not i.done and i.kind != "checkin"]
        if any(is_race(i) for i in to_come):
            assert len(to_come) == 1
            assert snapshot.runner.available[WEEKDAYS[day.date.weekday()]] > 0


@holds
def a_day_without_time_holds_rest_alone(snapshot, made):
    for date, item in ahead(made):
        if snapshot.runner.available[WEEKDAYS[date.weekday()]] == 0:
            assert item.kind == "rest"


@holds
def nothing_asks_for_what_is_not_at_hand(snapshot, made):
    usual = frozenset(snapshot.runner.equipment)
    elsewhere = {one.date: frozenset(one.equipment) for one in snapshot.at_hand}
    for day, item in ahead(made):
        owned = elsewhere.get(day, usual)
        assert all(EXERCISES[dose.slug].fits(owned) for dose in item.exercises)


def highest_done(snapshot):
    held = [e.slug for s in snapshot.sessions if s.kind == "strength" for e in s.exercises]
    return max((EXERCISES[slug].level for slug in held), default=0)


def climbs(snapshot):
    """Whether two sessions were told as comfortable, which is what a harder one needs."""
    calm = [s for s in snapshot.sessions if (s.pain, s.soreness_48h) != (None, None)]
    return len(calm) >= 2


@holds
def no_exercise_is_above_the_level(snapshot, made):
    given_level, test = snapshot.runner.strength_level, snapshot.runner.bridge_reps
    most = given_level or 5
    if given_level is None and test is not None:
        weaker = min(test.left, test.right)
        most = max(2 if weaker < 20 else 3 if weaker <= 30 else 4, highest_done(snapshot))
        most += climbs(snapshot)
    if snapshot.runner.experience == "novice":
        most = min(most, 2)
    lifted = [d for _, i in ahead(made) if i.kind == "strength" for d in i.exercises]
    assert all(EXERCISES[dose.slug].level <= most for dose in lifted)


@holds
def a_run_goes_somewhere_and_what_is_over_stays_over(snapshot, made):
    assert all(i.run is None or i.run.distance_m > 0 for _, i in ahead(made))
    assert all(day >= snapshot.today for day, _ in ahead(made))


@holds
def each_item_has_its_own_name(snapshot, made):
    names = [i.id for d in made.days for i in d.items]
    assert len(names) == len(set(names))


@holds
def a_pin_stands_or_the_plan_says_why_not(snapshot, made):
    stands = {(day.date, i.kind) for day in made.days for i in day.items}
    changed, alerted = {c.item for c in made.changes}, " ".join(a.text for a in made.alerts)
    for pin in snapshot.fixed:
        in_week = made.days[0].date <= pin.date <= made.days[-1].date
        if pin.kind == "rest" or not in_week or pin.date < snapshot.today:
            continue
        if (pin.date, pin.kind) not in stands:
            assert f"{pin.date}-{pin.kind}" in changed
            assert in_vain(pin.kind, pin.date) in alerted


@holds
def a_pinned_rest_day_stays_free(snapshot, made):
    resting = {pin.date for pin in snapshot.fixed if pin.kind == "rest"}
    assert not [i for day, i in training(snapshot, made) if day in resting]


def judged(snapshot):
    made = plan(snapshot)
    for judge in PROPERTIES:
        judge(snapshot, made)


def on_random_snapshots(number, **more):
    usual = settings(max_examples=number, database=None, suppress_health_check=SLOW_IS_FINE)
    return settings(usual, **more)(given(snapshots())(judged))


test_every_plan_keeps_every_property = on_random_snapshots(FEW, derandomize=True)


@pytest.mark.soak
@pytest.mark.parametrize("first", range(0, SOAK_EXAMPLES, PART))
def test_a_hundred_thousand_plans_keep_every_property(figure, first):
    """A tenth at a time, in chunks that have a seed each."""
    started = monotonic()
    for done in range(first, first + PART, CHUNK):
        seed(SEED + done)(on_random_snapshots(CHUNK))()
    against = f"seeds {SEED + first} to {SEED + done}, {monotonic() - started:.0f} s"
    figure("random snapshots without a finding", PART, "snapshots", against)
