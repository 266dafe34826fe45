"""Mutations: a week that is fine, broken in one rule and in that rule alone, bears its name."""

from dataclasses import replace

import pytest

from apps.coach.rules import RULES
from apps.coach.types import Checkin, ExerciseDone, Injury, Limit, Session, Told
from tests.coach.check.weeks import (
    ASSISTED,
    BRIDGE,
    EVEN_BRIDGES,
    FRI,
    HOLD,
    MON,
    SAT,
    SUN,
    THU,
    TUE,
    WED,
    ago,
    asking,
    hard,
    logged,
    passed,
    race_on,
    refused,
    rules,
    run,
    safe_week,
    someone,
    strain,
    strength,
    stretch,
    strides,
    usual_log,
    usual_sessions,
    walk_run,
    week,
)

FLAGGED = asking(checkins=(Checkin(MON, 0, 0, red_flags=("pop",)),))
YOUNG = asking(runner=someone(birth_year=2010))
GRABBED = asking(runner=someone(injuries=(strain(ago(1)),)))
OPENED = asking(
    today=THU, runner=someone(injuries=(strain(ago(2)),)), checkins=(passed(WED), passed(THU))
)
SORE = asking(runner=someone(morning_baseline=4), checkins=(Checkin(MON, 4, 0),))
RED = asking(checkins=(Checkin(MON, 4, 0),))
RED_TWICE = asking(checkins=(Checkin(ago(3), 4, 0), Checkin(MON, 5, 0)))
FEVER = asking(checkins=(Checkin(MON, 0, 0, fever=True),))
BACK = {"state": "return", "stage": 1}
STOPPED = asking(sessions=(*usual_sessions(), Session(ago(0), "strength", pain=7)))
OLDER, NOVICE = someone(birth_year=1970), someone(experience="novice")
UNTOLD = asking(
    runs=(*usual_log(), logged(ago(1), 1_000, pain_during=None, pain_after=None)), checkins=()
)
TOLD = asking(runs=(), runner=someone(told=Told(50_000, 18_000, MON)))
MISSED = asking(today=TUE, missed=(f"{MON}-run",), previous=week(run(MON), run(WED), run(FRI)))
AFTER_STRAIN = someone(injuries=(strain(ago(100), status="returned", returned_on=ago(70)),))
LOWERED = (*usual_sessions(), Session(ago(1), "strength", (ExerciseDone("nordic-lowering"),)))
SIX = [run(day, 4_000) for day in (MON, TUE, WED, THU, FRI, SAT)]


def returning(stage):
    injury = strain(ago(40), status="returning", stage=stage)
    return asking(runner=someone(injuries=(injury,), bridge_reps=EVEN_BRIDGES))


def tendon(stage):
    injury = Injury("tendon", "right", ago(70), "gradual", "returning", stage=stage)
    return asking(runner=someone(injuries=(injury,)))


def limited(kind, value=None):
    """A clinician's limit until Saturday."""
    return asking(limits=(Limit(kind, SAT, value),))


def calm_week(stage):
    """A tendon whose calm week opened one stage more: seven mornings since the stage's own day."""
    injury = Injury("tendon", "right", ago(70), "gradual", "returning", None, stage, ago(7))
    told = tuple(Checkin(ago(n), 1, 0) for n in range(7))
    return asking(runner=someone(injuries=(injury,)), checkins=told)


MUTATIONS = (
    ("S1", FLAGGED, refused(), refused(status="ok")),
    ("S1", FLAGGED, refused(), refused(alerts=())),
    ("S1", FLAGGED, refused(), replace(refused(), days=week(run(WED, 3_000)).days)),
    ("S1", FLAGGED, refused(), replace(refused(), days=week(strength(THU, HOLD)).days)),
    ("S2", STOPPED, week(run(WED)), week(run(TUE))),
    ("S3", GRABBED, week(walk_run(SAT, condition="gate")), week(walk_run(SAT))),
    (
        "S3",
        GRABBED,
        week(walk_run(SAT, condition="gate")),
        week(walk_run(TUE, condition="gate")),
    ),
    ("S4", SORE, week(strength(TUE, BRIDGE)), week(strength(MON, BRIDGE))),
    ("S5", RED, week(run(TUE)), week(run(MON))),
    ("S5", RED_TWICE, week(run(TUE)), week(hard(SUN))),
    ("S6", asking(), week(run(SUN, 15_400)), week(run(SUN, 15_401))),
    ("S6", asking(), week(run(SUN, 15_400)), week(hard(SUN, 20_000, type="race"))),
    (
        "S7",
        asking(),
        week(*(run(day, 8_000) for day in (TUE, THU, SAT)), run(SUN, 15_000)),
        week(*(run(day, 15_000) for day in (TUE, THU, SAT, SUN))),
    ),
    ("S8", OPENED, week(walk_run(SAT), **BACK), week(run(SAT, 4_000), **BACK)),
    (
        "S8",
        returning(1),
        week(walk_run(TUE), walk_run(THU), **BACK),
        week(walk_run(TUE), walk_run(WED), **BACK),
    ),
    (
        "S8",
        returning(5),
        week(run(TUE, 5_000), state="return", stage=5),
        week(hard(TUE, 5_000), state="return", stage=5),
    ),
    ("S9", asking(runner=AFTER_STRAIN), week(run(TUE)), week(strides(TUE))),
    ("S10", asking(), week(hard(TUE), hard(THU)), week(hard(TUE), hard(WED))),
    (
        "S10",
        asking(runs=(*usual_log(), logged(ago(1), kind="tempo", rpe=7))),
        week(hard(TUE)),
        week(hard(MON)),
    ),
    ("S11", asking(), week(strength(TUE), hard(THU)), week(strength(TUE), hard(WED))),
    ("S11", asking(), week(strength(TUE), strides(THU)), week(strength(TUE), strides(WED))),
    (
        "S11",
        asking(),
        week(strength(MON, ASSISTED), hard(THU)),
        week(strength(TUE, ASSISTED), hard(THU)),
    ),
    ("S11", asking(sessions=LOWERED), week(hard(TUE)), week(hard(MON))),
    (
        "S12",
        asking(runner=someone(goal=race_on(SUN))),
        week(strength(TUE, BRIDGE, HOLD)),
        week(strength(TUE)),
    ),
    (
        "S12",
        asking(runner=someone(goal=race_on(ago(-14)))),
        week(strength(TUE, BRIDGE)),
        week(strength(TUE, "bridge-walk-out")),
    ),
    ("S13", GRABBED, week(strength(TUE, HOLD)), week(stretch(TUE))),
    (
        "S13",
        tendon(4),
        week(run(SAT), state="tendon", stage=4),
        week(run(SAT), stretch(TUE), state="tendon", stage=4),
    ),
    (
        "S13",
        calm_week(1),
        week(strength(TUE, "single-leg-bridge"), state="tendon", stage=2),
        week(strength(TUE, "romanian-deadlift"), state="tendon", stage=2),
    ),
    (
        "S13",
        tendon(1),
        week(strength(TUE, HOLD), state="tendon", stage=1),
        week(strength(TUE, "single-leg-bridge"), state="tendon", stage=2),
    ),
    ("S14", FEVER, week(run(WED, 5_000, minutes=30)), week(run(WED, 5_000, minutes=31))),
    ("S14", FEVER, week(run(WED, 5_000, minutes=30)), week(strength(TUE, HOLD))),
    ("S15", asking(), week(*SIX), week(*SIX, run(SUN, 4_000))),
    ("S15", asking(), week(*SIX), week(*SIX, strength(SUN))),
    ("S15", asking(runner=OLDER), week(*SIX[:5]), week(*SIX)),
    ("S16", MISSED, week(run(WED), run(FRI)), week(run(WED), run(THU), run(FRI))),
    ("S16", MISSED, week(run(WED), run(FRI)), week(run(WED, 12_000), run(FRI))),
    ("S17", YOUNG, refused(), replace(refused(), days=week(run(WED, 3_000)).days)),
    ("S17", UNTOLD, week(run(TUE)), week(hard(TUE))),
    ("S17", UNTOLD, week(run(TUE)), week(run(TUE, 14_001))),
    ("S17", TOLD, week(run(TUE)), week(strides(TUE))),
    ("S18", limited("runs", 3), week(*SIX[:3]), week(*SIX[:4])),
    ("S18", limited("longest", 7_000), week(run(TUE, 7_000)), week(run(TUE, 7_001))),
    ("S18", limited("no_fast"), week(run(TUE)), week(strides(TUE))),
    ("S18", limited("no_running"), week(run(SUN)), week(run(SAT))),
    (
        "S18",
        limited("strength", 1),
        week(strength(TUE, BRIDGE)),
        week(strength(TUE, "single-leg-bridge")),
    ),
    ("plan", asking(), safe_week(), replace(safe_week(), days=safe_week().days[1:])),
)
NAMES = [f"{number}-{rule}" for number, (rule, *_) in enumerate(MUTATIONS, start=1)]


@pytest.mark.parametrize(("rule", "snapshot", "fine", "broken"), MUTATIONS, ids=NAMES)
def test_a_broken_rule_is_named_and_no_other(rule, snapshot, fine, broken):
    assert rules(snapshot, fine) == set()
    assert rules(snapshot, broken) == {rule}


def test_every_hard_rule_is_broken_at_least_once():
    broken = {rule for rule, *_ in MUTATIONS}
    assert {evidence.rule for evidence in RULES if evidence.hard} <= broken
    assert len(MUTATIONS) >= 20
