"""P10: sets of lowering work stay short."""

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.rules import quality_reps
from tests.coach.rules.weeks import GYM, KNOWN, lifted
from tests.coach.runners import lifted as sessions
from tests.coach.runners import regular


def test_six_repetitions_are_the_most():
    assert [quality_reps.reps(n) for n in (4, 6, 12)] == [4, 6, 6]


def test_lowering_work_of_a_plan_is_short_and_rested():
    known = sessions(*range(2, 40, 4), slugs=KNOWN)
    made = plan(regular(sessions=known, equipment=GYM, strength_level=3))
    heavy = [
        d
        for d in lifted(made)
        if EXERCISES[d.slug].load_class == "high" and EXERCISES[d.slug].category == "knee"
    ]
    assert heavy
    assert all((d.reps or 0) <= quality_reps.MAX_REPS and d.rest_s >= 60 for d in heavy)
