"""P11: one rung at a time, up after two comfortable sessions, down after a sore one."""

from dataclasses import replace

import pytest

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.rules import one_rung
from apps.coach.types import Checkin, ExerciseDone, Session
from tests.coach.rules.weeks import GYM, lifted, texts
from tests.coach.runners import MONDAY, days, regular

AT_TWO = ("machine-leg-curl", "bridge-walk-out")


def session(ago, *, effort=6, pain=0, soreness=1, completed=1.0, slugs=AT_TWO):
    done = tuple(ExerciseDone(slug, 3, 8, effort=effort) for slug in slugs)
    return Session(MONDAY - days(ago), "strength", done, completed, pain, soreness)


OLD = (session(24), session(20), session(17))


def knee(*recent, **more):
    """The hardest knee work of the week after these sessions."""
    usual = {"equipment": GYM, "sessions": (*OLD, *recent), **more}
    made = plan(regular(**usual))
    held = [EXERCISES[d.slug] for d in lifted(made)]
    return max(e.level for e in held if e.category == "knee"), texts(made, "P11")


def test_two_comfortable_sessions_lead_one_rung_up_and_no_more():
    level, told = knee(session(6), session(3))
    assert level == 3
    assert "One rung harder for knee work: the last two times felt comfortable." in told


@pytest.mark.parametrize(
    "last",
    [
        {"effort": 8},
        {"effort": None},
        {"pain": None},
        {"soreness": None},
        {"soreness": 4},
        {"completed": 0.5},
    ],
)
def test_one_session_that_was_hard_sore_or_untold_stays_on_its_rung(last):
    assert knee(session(6), session(3, **last))[0] == 2


def test_soreness_above_five_leads_one_rung_down():
    level, told = knee(session(6), session(3, soreness=6))
    assert level == 1
    assert (
        "One rung easier for knee work: two days after the last time the soreness was 6/10." in told
    )


def test_two_weeks_without_lead_one_rung_down():
    level, told = knee()
    assert level == 1
    assert told[0].endswith("17 days since the last time.")


def test_nothing_becomes_harder_while_a_hamstring_settles():
    sore = (Checkin(MONDAY - days(2), 3, 0),)
    assert knee(session(6), session(3), checkins=sore, morning_baseline=3)[0] <= 2


@pytest.mark.parametrize(
    "told", [{"effort": None}, {"pain": None}, {"soreness": None}, {"effort": 9}]
)
def test_hard_work_of_ones_own_raises_nothing_before_it_was_comfortable_twice(told):
    own = tuple(session(ago, slugs=("nordic-lowering",), **told) for ago in (19, 3))
    assert knee(sessions=own, bridge_reps=None)[0] <= 2


def test_the_runners_own_level_is_the_limit():
    assert knee(session(6), session(3), strength_level=2)[0] == 2


def test_a_sore_or_missed_session_is_what_leads_down():
    assert one_rung.steps_down(4, 0)
    assert one_rung.steps_down(0, 6)
    assert not one_rung.steps_down(3, 5)
    assert not one_rung.comfortable(7, 3, 3, 1.0)
    assert replace(session(3), pain=2).pain == 2
