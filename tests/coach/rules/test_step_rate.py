"""P19: blocks of quicker steps, only where the log itself calls for shorter ones."""

import pytest

from apps.coach import plan
from apps.coach.rules import step_rate
from tests.coach.rules.weeks import items, texts
from tests.coach.runners import grabbed_yesterday, regular, sore_sit_bone


def blocks(made):
    return [i.run for _, i in items(made, "run") if i.title == "Easy run with quicker steps"]


def test_a_sore_tendon_gets_four_blocks_in_one_easy_run():
    made = plan(sore_sit_bone())
    (run,) = blocks(made)
    quick = [s for s in run.steps if s.duration_s == step_rate.BLOCK_S and s.kind == "run"]
    assert [s.repeat for s in quick] == [step_rate.BLOCKS]
    assert run.rpe_high <= 4
    assert f"{step_rate.RISE_PCT} % more steps" in texts(made, "P19")[0]


@pytest.mark.parametrize("who", [regular, grabbed_yesterday])
def test_nobody_else_gets_them(who):
    assert not blocks(plan(who()))
    assert not step_rate.planned("return", None, 4)
