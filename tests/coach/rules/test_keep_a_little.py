"""P9: a few lowering repetitions stay in every week that may hold them."""

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.rules import keep_a_little
from tests.coach.rules.weeks import GYM, KNOWN, lifted
from tests.coach.runners import lifted as sessions
from tests.coach.runners import log, snapshot


def test_the_sets_hold_the_least_repetitions():
    assert [keep_a_little.sets(1, reps) for reps in (4, 8, 3)] == [2, 1, 3]
    assert keep_a_little.sets(4, 5) == 4


def test_a_lighter_week_keeps_the_floor():
    known = sessions(*range(2, 40, 4), slugs=KNOWN)
    usual = log(340, 360, 380, 400, longest=13_000, on=(1, 3, 5, 6))
    made = plan(snapshot(usual, sessions=known, equipment=GYM, strength_level=3))
    heavy = [d for d in lifted(made) if EXERCISES[d.slug].load_class == "high"]
    assert made.phase == "cutback"
    assert sum(d.sets * (d.reps or 0) for d in heavy) >= keep_a_little.MIN_REPS
