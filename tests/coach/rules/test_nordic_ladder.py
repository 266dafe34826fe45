"""P8: Nordics come after strong bridges and easier lowering work, and grow by weeks."""

from dataclasses import replace

import pytest

from apps.coach import plan
from apps.coach.rules import nordic_ladder
from apps.coach.types import BridgeTest
from tests.coach.rules.weeks import GYM, lifted
from tests.coach.runners import MONDAY, days, regular
from tests.coach.runners import lifted as sessions

EASIER = ("slider-curl-lowering-only",)


def nordics(done, *, bridges=31):
    made = plan(
        regular(
            sessions=done,
            equipment=GYM,
            bridge_reps=BridgeTest(bridges, bridges, MONDAY - days(9)),
            strength_level=4,
        )
    )
    return [(d.sets, d.reps) for d in lifted(made) if d.slug == "nordic-lowering"]


def test_the_first_are_few_and_ask_for_two_weeks_of_lowering_work():
    assert nordics(sessions(3, 10, 17, slugs=EASIER)) == [(2, 4)]
    assert nordics(sessions(3, slugs=EASIER)) == []
    assert nordics(()) == []


def test_they_ask_for_twenty_bridges_a_side():
    assert nordics(sessions(3, 10, 17, slugs=EASIER), bridges=19) == []


@pytest.mark.parametrize(("weeks", "dose"), [(2, (3, 4)), (4, (4, 5)), (9, (3, 4))])
def test_they_grow_by_the_weeks_that_held_some(weeks, dose):
    done = sessions(*(3 + 7 * n for n in range(weeks)), slugs=("nordic-lowering", *EASIER))
    assert nordics(done) == [dose]
    assert nordic_ladder.dose(weeks)[1:] == dose


def test_after_two_weeks_without_the_ladder_begins_anew():
    long_ago = sessions(*(17 + 7 * n for n in range(5)), slugs=("nordic-lowering", *EASIER))
    assert nordics((*long_ago, *sessions(3, slugs=EASIER))) in ([(2, 4)], [])


def test_a_session_of_which_nothing_was_done_is_no_step_on_the_ladder():
    left_out = tuple(replace(s, completed=0.0) for s in sessions(3, 10, 17, slugs=EASIER))
    assert nordics(left_out) == []
    tried = sessions(*(3 + 7 * n for n in range(4)), slugs=("nordic-lowering",))
    assert nordics(
        (*sessions(3, 10, 17, slugs=EASIER), *(replace(s, completed=0.0) for s in tried))
    ) == [(2, 4)]
