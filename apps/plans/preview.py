"""What a wish would do: the plan with it, what stands against it, the nearest that works.

Nothing here writes. The plan is made and checked as the worker would make it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from apps.coach import types as coach
from apps.coach.ask import ask
from apps.coach.schema import plan_to_dict
from apps.coach.sources import SOURCES
from apps.coach.weigh import against, stands
from apps.coach.why import claim
from apps.lib import units
from apps.plans.compare import Difference, Sum, differences, lines_of, sums
from apps.plans.items import WhyView, build_why
from apps.plans.models import Layer, Plan
from apps.plans.near import plan_and_check
from apps.plans.snapshot import Taken, with_previous, with_wish
from apps.plans.states import dated_items
from apps.plans.wishes import Wish, WishWeek, moved, swapped

Verdict = Literal["fine", "mind", "otherwise", "refused"]
OF_DAYS: Final = (Layer.Kind.BUSY, Layer.Kind.TRIP, Layer.Kind.ILL, Layer.Kind.LOW)
"""Wishes that say how a day is; no rule can be against that."""
NOUNS: Final = {
    "run": "a run",
    "strength": "strength work",
    "stretch": "stretching",
    "mobility": "mobility work",
}


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
    not quite as asked. refused: it does not stand. `keeps` says that the day which a move leaves
    holds such an item all the same; empty where it does not.
    """

    wish: Wish
    verdict: Verdict
    against: tuple[WhyView, ...]
    differences: tuple[Difference, ...]
    days: tuple[Beside, ...]
    sums: tuple[Sum, ...]
    keeps: str = ""


def preview(plan: Plan, taken: Taken, wish: Wish, unit: str) -> Preview:
    """What the wish would do to the week; what the checker objects to is refused."""
    made, broken = plan_and_check(with_wish(taken, wish.layer(plan)))
    old = taken.revision.document if taken.revision else {}
    new = plan_to_dict(made)
    known = {alert["text"] for alert in old.get("alerts", ())}
    told = tuple(claim(one.rule) for one in broken) or against(made, wish.wanted, known)
    return Preview(
        wish,
        "refused" if broken else _verdict(wish, made, told),
        tuple(_shown(one, unit) for one in told),
        differences(old, new, [("", new)], unit),
        tuple(_beside(old, new, unit)),
        sums(old, new, unit),
        _keeps(wish, new),
    )


def nearest(plan: Plan, taken: Taken, wish: Wish, week: WishWeek, unit: str) -> Preview | None:
    """For a wish that is refused: the one most like it that works, None where there is none."""
    for tried in _others(taken, wish, week):
        works = best_of(preview(plan, taken, one, unit) for one in tried)
        if works is not None:
            return works
    return None


def best_of(tried: Iterable[Preview]) -> Preview | None:
    """The first that is fine, else the first that is not refused; each costs a plan, and none is
    made after a fine one."""
    second = None
    for one in tried:
        if one.verdict == "fine":
            return one
        if second is None and one.verdict != "refused":
            second = one
    return second


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
    elif wish.kind == Layer.Kind.SWAP:
        into = _instead(taken, item["id"], wish.payload["out"])
        if into is not None:
            yield [swapped(item, day, wish.payload["out"], into)]


def _instead(taken: Taken, item: str, out: str) -> str | None:
    """The exercise that the coach would take instead."""
    answer = ask(with_previous(taken), swap=(item, out, None))
    return answer.into if answer.allowed else None


def _verdict(wish: Wish, made: coach.Plan, told: tuple[coach.Why, ...]) -> Verdict:
    if wish.kind != Layer.Kind.LOW and not stands(made, wish.wanted):
        return "refused"
    if not told:
        return "fine"
    return "mind" if wish.kind in OF_DAYS else "otherwise"


def _keeps(wish: Wish, new: Mapping[str, Any]) -> str:
    """The coach may put another one where the moved item stood: it still plans as many."""
    pin = wish.pin
    if wish.kind != Layer.Kind.MOVE or pin is None:
        return ""
    left = date.fromisoformat(wish.payload["from"])
    held = {item["kind"] for day, item in dated_items(new) if day == left}
    return f"{left:%A} holds {NOUNS[pin.kind]} all the same." if pin.kind in held else ""


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
