"""S13: what presses a sore tendon or pulls on a fresh strain stays out."""

from apps.coach.check.catalogue import EXERCISES
from apps.coach.check.strain import acute_since, returning, tendon_stage
from apps.coach.check.week import Broken, Case, broken

FRESH_UP_TO = 2
TENDON_SPEED_FROM = 4


def tendon_bans(case: Case) -> Broken:
    """S13: with a sore tendon an exercise stands from its tendon stage on, some never.

    Fast running (strides) stands from stage 4 on, hills never. It holds beside a strain too, and
    the stage is no higher than the log can have led, the lowest where there are several.
    """
    stage = tendon_stage(case)
    if stage is None:
        return
    for planned in case.planned:
        for dose in planned.item.exercises:
            first = EXERCISES[dose.slug].tendon_from
            if first is None or first > stage:
                yield broken("S13", planned, f"{dose.slug} at tendon stage {stage}")
        if planned.is_fast and stage < TENDON_SPEED_FROM:
            yield broken("S13", planned, f"fast running at tendon stage {stage}")
        if planned.run and planned.run.type == "hills":
            yield broken("S13", planned, "hills with a sore tendon")


def fresh_strain_bans(case: Case) -> Broken:
    """S13: before the gate and in stages 0 to 2 only exercises fit for a fresh strain."""
    way = returning(case)
    stage = case.plan.stage if case.plan.stage is not None else (way.stage if way else 0)
    if not (acute_since(case) or (way and stage <= FRESH_UP_TO)):
        return
    for planned in case.planned:
        for dose in planned.item.exercises:
            if not EXERCISES[dose.slug].fresh_strain:
                yield broken("S13", planned, f"{dose.slug} on a fresh strain")
