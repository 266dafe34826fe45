"""S13. No static hamstring stretch, no deep hip bend for a sore tendon or a fresh strain."""

from apps.coach.catalogue import Exercise
from apps.coach.rules.evidence import Evidence
from apps.coach.types import State

ID = "S13"
EVIDENCE = Evidence(
    ID,
    ("Stretching presses the sore tendon against your sit bone, which usually makes it worse."),
    sources=("V75", "V76"),
    grade="C",
    population="expert opinion",
    hard=True,
)

FRESH_UP_TO_STAGE = 2


def allowed(exercise: Exercise, state: State, stage: int | None, tendon: int | None = None) -> bool:
    """Whether a sore tendon (its stage, None without one) or a fresh strain bears this."""
    if tendon is not None and not (
        exercise.tendon_from is not None and tendon >= exercise.tendon_from
    ):
        return False
    if state == "acute" or (state == "return" and (stage or 0) <= FRESH_UP_TO_STAGE):
        return exercise.fresh_strain
    return True
