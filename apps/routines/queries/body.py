"""What a runner's body and cupboard allow today, as far as the profile tells."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from apps.accounts.models import Injury, User
from apps.accounts.queries import open_injuries
from apps.coach.catalogue import EXERCISES, Exercise
from apps.coach.filling.strength import HEAVY_FROM_STAGE
from apps.coach.rules import compression_ban, pain_ceiling
from apps.coach.types import State
from apps.routines.queries.exercises import EXERCISE_PAGES

OWN_CEILING: Final = re.compile(r"pain > (\d+)/10")
LOADS: Final = ("low", "mod", "high", "fast")


@dataclass(frozen=True)
class Body:
    """The injuries a session has to mind: the strain's state and stage, the tendon's stage."""

    state: State
    stage: int | None
    tendon: int | None
    owned: frozenset[str]

    def bears(self, exercise: Exercise) -> bool:
        """Whether no injury speaks against the exercise (S13, and heavy work on the way back)."""
        heavy = exercise.load_class in ("high", "fast")
        early = self.state == "return" and (self.stage or 0) < HEAVY_FROM_STAGE
        if heavy and (early or self.state == "acute"):
            return False
        return compression_ban.allowed(exercise, self.state, self.stage, self.tendon)

    def can(self, exercise: Exercise) -> bool:
        """Whether it is bearable and everything that it needs is at hand."""
        return exercise.fits(self.owned) and self.bears(exercise)

    @cached_property
    def ceiling(self) -> int:
        """Pain up to which strength work may go on (S4)."""
        return pain_ceiling.for_strength(self.state)

    def ceiling_of(self, slug: str) -> int:
        """The same for one exercise, which may have a lower one of its own."""
        page = EXERCISE_PAGES.get(slug)
        own = OWN_CEILING.search(page.row["stop"]) if page else None
        return min(self.ceiling, int(own[1])) if own else self.ceiling


def body_of(runner: User) -> Body:
    """One query: what is open, the newest strain and the newest tendon of it."""
    newest = {injury.kind == Injury.Kind.TENDON: injury for injury in open_injuries(runner)}
    strain, sore = newest.get(False), newest.get(True)
    state: State = "healthy"
    if strain is not None:
        state = "acute" if strain.status == Injury.Status.ACUTE else "return"
    elif sore is not None:
        state = "tendon"
    return Body(
        state=state,
        stage=strain.stage if strain else None,
        tendon=(sore.stage or 1) if sore else None,
        owned=frozenset(runner.profile.equipment),
    )


def swaps(slug: str, body: Body) -> list[Exercise]:
    """What may take an exercise's place: the same part and rung, no heavier, things at hand."""
    now = EXERCISES.get(slug)
    if now is None:
        return []
    body = _beside(now, body)
    return [
        other
        for other in EXERCISES.values()
        if other.slug != slug
        and (other.category, other.level) == (now.category, now.level)
        and LOADS.index(other.load_class) <= LOADS.index(now.load_class)
        and body.can(other)
    ]


def easier(slug: str, body: Body) -> Exercise | None:
    """The next rung down that this runner can do, None where nothing is easier."""
    page = EXERCISE_PAGES.get(slug)
    body = _beside(EXERCISES[slug], body) if page else body
    while page is not None and (page := page.easier) is not None:
        if body.can(EXERCISES[page.slug]):
            return EXERCISES[page.slug]
    return None


def _beside(now: Exercise, body: Body) -> Body:
    """Whoever does an exercise has what it needs, whatever the profile says."""
    things = body.owned if now.fits(body.owned) else body.owned | now.equipment[0]
    return replace(body, owned=things)


def dose_of(exercise: Exercise, sets: int) -> dict[str, Any]:
    """A cautious dose: the catalogue's smallest, with as many sets as wanted within its range."""
    return {
        "slug": exercise.slug,
        "sets": min(max(sets, 1), exercise.sets.high),
        "reps": exercise.reps.low if exercise.reps else None,
        "hold_s": exercise.hold_s.low if exercise.hold_s else None,
        "tempo": exercise.tempo,
        "rest_s": exercise.rest_s,
        "side": exercise.side,
    }
