"""What a wish would do: the plan with it, what stands against it, the nearest that works.

Nothing here writes. The plan is made and checked as the worker would make it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from apps.coach import types as coach
from apps.coach.ask import ask
from apps.coach.rules import BY_ID
from apps.coach.schema import plan_to_dict
from apps.coach.sources import SOURCES
from apps.coach.why import why
from apps.lib import units
from apps.plans.compare import Difference, Sum, differences, lines_of, sums
from apps.plans.items import WhyView, build_why
from apps.plans.models import Layer, Plan
from apps.plans.near import plan_and_check
from apps.plans.snapshot import Taken, with_previous, with_wish
from apps.plans.wishes import Wish, WishWeek, moved, swapped

Verdict = Literal["fine", "mind", "otherwise", "refused"]
CLOSE_ENOUGH: Final = 0.98
"""Of the distance that was wished; runs are rounded."""
OF_DAYS: Final = (Layer.Kind.BUSY, Layer.Kind.TRIP, Layer.Kind.ILL, Layer.Kind.LOW)
"""Wishes that say how a day is; no rule can be against that."""
SEASONS: Final = {"cutback": "P5", "taper": "P20", "recover": "P21"}


@dataclass(frozen=True, slots=True)
class Beside:
    """A day as it stands and as it would be."""

    date: date
    was: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return self.was == self.now


@dataclass(frozen=True, slots=True)
class Preview:
    """A wish's plan beside the one in force.

    fine: it stands. mind: it stands, and the plan warns of something new. otherwise: it stands, but
    not quite as asked. refused: it does not stand.
    """

    wish: Wish
    verdict: Verdict
    against: tuple[WhyView, ...]
    differences: tuple[Difference, ...]
    days: tuple[Beside, ...]
    sums: tuple[Sum, ...]


def preview(plan: Plan, taken: Taken, wish: Wish, unit: str) -> Preview:
    """What the wish would do to the week; what the checker objects to is refused."""
    made, broken = plan_and_check(with_wish(taken, wish.layer(plan)))
    old = taken.revision.document if taken.revision else {}
    new = plan_to_dict(made)
    unsafe = [why(one.rule, BY_ID[one.rule].claim) for one in broken]
    told = unsafe or _against(wish, made, old)
    return Preview(
        wish,
        "refused" if unsafe else _verdict(wish, made, told),
        tuple(_shown(one, unit) for one in told),
        differences(old, new, [("", new)], unit),
        tuple(_beside(old, new, unit)),
        sums(old, new, unit),
    )


def nearest(plan: Plan, taken: Taken, wish: Wish, week: WishWeek, unit: str) -> Preview | None:
    """For a wish that is refused: the one most like it that works, None where there is none."""
    for tried in _others(taken, wish, week):
        seen = [preview(plan, taken, one, unit) for one in tried]
        works = [one for one in seen if one.verdict != "refused"]
        if works:
            return next((one for one in works if one.verdict == "fine"), works[0])
    return None


def _others(taken: Taken, wish: Wish, week: WishWeek) -> Iterator[list[Wish]]:
    """What to try: the same item on days without such an item, the nearest first, then on the
    others, where it takes a place; or the exercise that the coach would take.

    What the runner put on a day stays there.
    """
    found, wanted = week.find(str(wish.payload.get("item", ""))), wish.pin
    if found is None or wanted is None:
        return
    day, item = found
    if wish.kind == Layer.Kind.MOVE:
        held = {d: i.get("pinned") for d, i in week.items() if i["kind"] == wanted.kind}
        days = sorted(week.ahead, key=lambda one: abs((one - wanted.date).days))
        days = [one for one in days if one not in (day, wanted.date) and not held.get(one)]
        for taking in (False, True):
            yield [moved(item, day, to) for to in days if (to in held) == taking]
    elif "into" in wish.payload:
        into = _instead(taken, item["id"], wish.payload["out"])
        if into is not None:
            yield [swapped(item, day, wish.payload["out"], into)]


def _instead(taken: Taken, item: str, out: str) -> str | None:
    """The exercise that the coach would take instead."""
    answer = ask(with_previous(taken), swap=(item, out, None))
    return answer.into if answer.allowed else None


def _against(wish: Wish, made: coach.Plan, old: Any) -> list[coach.Why]:
    """What the plan warns of with this wish and did not before: a pin that does not stand, a race
    without time."""
    before = {alert["text"] for alert in old.get("alerts", ())}
    told = (alert for alert in made.alerts if alert.level != "info")
    found = [why(one.rule, one.text) for one in told if one.text not in before]
    if wish.kind == Layer.Kind.TARGET:
        return [*found, *_too_far(made, wish.payload["metres"])]
    if wish.item and not _stands(wish, made) and not found:
        found.append(why("S15", "The week's rest and spacing leave no room on that day."))
    return found


def _too_far(made: coach.Plan, metres: int) -> Iterable[coach.Why]:
    """Why the week holds less than was wished, in the coach's words where it has some."""
    if made.totals.run_m >= metres * CLOSE_ENOUGH:
        return ()
    told = [why(a.rule, a.text) for a in made.alerts if a.rule == "P1" and "aim" in a.text]
    rule = SEASONS.get(made.phase or "", "P1" if made.state == "healthy" else "P6")
    return told or [why(rule, BY_ID[rule].claim)]


def _stands(wish: Wish, made: coach.Plan) -> bool:
    """Whether the item is there, pinned, and holds the exercise that was put into it."""
    items = (i for day in made.days for i in day.items if i.id == wish.item and i.pinned)
    into = wish.payload.get("into")
    return any(not into or into in [dose.slug for dose in one.exercises] for one in items)


def _verdict(wish: Wish, made: coach.Plan, told: list[coach.Why]) -> Verdict:
    if wish.item and wish.kind != Layer.Kind.LOW and not _stands(wish, made):
        return "refused"
    if not told:
        return "fine"
    return "mind" if wish.kind in OF_DAYS else "otherwise"


def _shown(one: coach.Why, unit: str) -> WhyView:
    source = SOURCES.get(one.source)
    return build_why(
        {
            "rule": one.rule,
            "text": units.in_units(one.text, unit),
            "grade": one.grade,
            "population": one.population,
        },
        {"citation": source.citation, "doi": source.doi, "url": source.url} if source else {},
    )


def _beside(old: Any, new: Any, unit: str) -> Iterable[Beside]:
    was, now = lines_of(old, unit), lines_of(new, unit)
    for day in now:
        yield Beside(day, was.get(day, ()), now[day])
