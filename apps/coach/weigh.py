"""Whether a plan holds what was wished of it, and what stands against the wish."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from apps.coach.aim import CLOSE_ENOUGH, about, words
from apps.coach.types import Phase, Plan, Why
from apps.coach.unmet import as_asked
from apps.coach.why import claim, why

SEASONS: dict[Phase, str] = {"cutback": "P5", "taper": "P20", "recover": "P21"}
NO_ROOM = "The week's rest and spacing leave no room on that day."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a plan is to hold: a pinned item of a kind on a day, with the exercise `into` in it if
    one is named; or so many metres in the week. Whatever is None is not asked for.
    """

    kind: str | None = None
    day: date | None = None
    into: str | None = None
    metres: int | None = None


def stands(made: Plan, wanted: Wanted) -> bool:
    """Whether the pinned item is there and holds the exercise that was put into it."""
    if wanted.kind is None:
        return True
    items = (i for d in made.days if d.date == wanted.day for i in d.items if i.pinned)
    held = (i.exercises for i in items if i.kind == wanted.kind)
    return any(wanted.into in (None, *(dose.slug for dose in one)) for one in held)


def against(made: Plan, wanted: Wanted, known: Collection[str]) -> tuple[Why, ...]:
    """What the plan warns of with the wish and did not before, and what it falls short of.

    `known` are the texts of the alerts of the plan without the wish.
    """
    found = [
        why(one.rule, _asked(one.text, wanted))
        for one in made.alerts
        if one.level != "info" and one.text not in known
    ]
    if wanted.metres is not None and made.totals.run_m < wanted.metres * CLOSE_ENOUGH:
        found.append(_too_short(made, wanted.metres))
    if not found and not stands(made, wanted):
        found.append(why("S15", NO_ROOM))
    return tuple(found)


def _asked(text: str, wanted: Wanted) -> str:
    if wanted.kind is None or wanted.day is None:
        return text
    return as_asked(text, wanted.kind, wanted.day)


def _too_short(made: Plan, metres: int) -> Why:
    told = next((one for one in made.alerts if one.text.startswith(about(metres))), None)
    if told is not None:
        return why(told.rule, told.text)
    if made.phase in ("base", "build", "peak"):
        return why("P1", words(metres, made.totals.run_m))
    rule = SEASONS.get(made.phase) if made.phase else None
    return claim(rule or ("P1" if made.state == "healthy" else "P6"))
