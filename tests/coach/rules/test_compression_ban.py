"""S13: no hamstring stretch and no deep hip bend where they hurt."""

import pytest

from apps.coach import plan
from apps.coach.catalogue import EXERCISES
from apps.coach.rules import compression_ban
from apps.coach.types import Injury
from tests.coach.rules.weeks import GYM
from tests.coach.runners import MONDAY, days, grabbed_yesterday, regular


def planned(made):
    return {dose.slug for d in made.days for i in d.items for dose in i.exercises}


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
def test_a_sore_tendon_bears_what_its_stage_bears(stage):
    injury = Injury("tendon", "right", MONDAY - days(90), "gradual", "returning", stage=stage)
    found = planned(plan(regular(injuries=(injury,), equipment=GYM, strength_level=4)))
    assert "strap-hamstring-stretch-lying" not in found
    assert all((EXERCISES[slug].tendon_from or 9) <= stage for slug in found)


def test_a_fresh_strain_gets_what_is_fit_for_it():
    assert all(EXERCISES[slug].fresh_strain for slug in planned(plan(grabbed_yesterday())))


def test_the_hinge_opens_at_the_third_stage():
    hinge = EXERCISES["romanian-deadlift"]
    assert not compression_ban.allowed(hinge, "tendon", 2, 2)
    assert compression_ban.allowed(hinge, "tendon", 3, 3)
