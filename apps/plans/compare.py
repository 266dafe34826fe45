"""Two revisions of a week beside each other: what moved, came, went or changed, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from apps.lib import units
from apps.plans import words
from apps.plans.states import TRAINING, ItemData, dated_items

Document = Mapping[str, Any]
Told = tuple[str, Document]
Placed = dict[str, tuple[date, ItemData]]
DAY: Final = "%A"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise: on which day, what it was, what it is, and because of what.

    `was` is empty for what came, `now` for what went. `cause` and `why` are what the revision that
    brought it was made for and what it said, empty where none of them told of it.
    """

    day: date
    was: str
    now: str
    cause: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total of both revisions in words."""

    name: str
    was: str
    now: str

    @property
    def is_same(self) -> bool:
        return self.was == self.now


def differences(
    old: Document, new: Document, between: Sequence[Told], unit: str
) -> tuple[Difference, ...]:
    """What is otherwise in `new`, by day.

    `between` are the revisions after the old up to and with the new, oldest first, each its cause
    and its document: the last of them that tells of an item says why.
    """
    gone, come = dict(_training(old)), dict(_training(new))
    found = [*_stayed(gone, come, unit), *_moved(gone, come, unit)]
    found += [(key, Difference(d, _told(i, unit), "")) for key, (d, i) in gone.items()]
    found += [(key, Difference(d, "", _told(i, unit))) for key, (d, i) in come.items()]
    told = _reasons(between, unit)
    alone = (between[0][0], "") if len(between) == 1 else ("", "")
    with_why = (_with_why(one, *told.get(key, alone)) for key, one in found)
    return tuple(sorted(with_why, key=lambda one: (one.day, one.was, one.now)))


def _with_why(found: Difference, cause: str, why: str) -> Difference:
    return replace(found, cause=cause, why=why)


def sums(old: Document, new: Document, unit: str) -> tuple[Sum, ...]:
    """Distance, strength and stretching of both."""
    was, now = (_sums(one, unit) for one in (old, new))
    return tuple(Sum(name, was[name], now[name]) for name in was)


def lines_of(document: Document, unit: str) -> dict[date, tuple[str, ...]]:
    """Each day's training in words, `Easy run, 8 km`, days without any included."""
    days: dict[date, tuple[str, ...]] = {
        date.fromisoformat(day["date"]): () for day in document["days"]
    }
    for day, item in dated_items(document):
        if item["kind"] in TRAINING:
            days[day] = (*days[day], _told(item, unit))
    return days


def _sums(document: Document, unit: str) -> dict[str, str]:
    totals = document["totals"]
    return {
        "Running": units.distance(totals["run_m"], unit),
        "Strength sessions": str(totals["strength_sessions"]),
        "Stretching": words.minutes(totals["stretch_minutes"]),
    }


def _training(document: Document) -> Iterator[tuple[str, tuple[date, ItemData]]]:
    for day, item in dated_items(document):
        if item["kind"] in TRAINING:
            yield item["id"], (day, item)


def _stayed(gone: Placed, come: Placed, unit: str) -> Iterator[tuple[str, Difference]]:
    """What both hold by the same name, taken out of both; yields where it is otherwise."""
    for key in sorted(gone.keys() & come.keys()):
        (before, was), (after, now) = gone.pop(key), come.pop(key)
        told = _told(was, unit), _told(now, unit)
        if before != after:
            yield key, Difference(after, *_with_days(told, before, after))
        elif other := _exercises(was, now, told):
            yield key, Difference(after, *other)
        elif told[0] != told[1]:
            yield key, Difference(after, *told)


def _moved(gone: Placed, come: Placed, unit: str) -> Iterator[tuple[str, Difference]]:
    """The same kind of thing that left one day and stands on another, taken out of both."""
    for key in sorted(gone):
        to = (one for one in sorted(come) if _alike(gone[key][1], come[one][1]))
        found = next(to, None)
        if found is not None:
            (before, was), (after, now) = gone.pop(key), come.pop(found)
            told = _told(was, unit), _told(now, unit)
            yield found, Difference(after, *_with_days(told, before, after))


def _with_days(told: tuple[str, str], before: date, after: date) -> tuple[str, str]:
    return f"{told[0]}, on {before:{DAY}}", f"{told[1]}, on {after:{DAY}}"


def _alike(one: ItemData, other: ItemData) -> bool:
    return (one["kind"], one["title"]) == (other["kind"], other["title"])


def _told(item: ItemData, unit: str) -> str:
    """`Easy run, 8 km` or `Strength, 25 min`."""
    run = item["run"]
    size = units.planned(run["distance_m"], unit) if run else words.minutes(item["minutes"])
    return f"{item['title']}, {size}"


def _exercises(was: ItemData, now: ItemData, told: tuple[str, str]) -> tuple[str, str] | None:
    """The exercises of a session in each, where they are not the same; doses told where they are.

    `told` is the session in words, for one whose minutes are others too. None where nothing
    differs that a runner would see.
    """
    heads = told if told[0] != told[1] else (was["title"], now["title"])
    old, new = was["exercises"], now["exercises"]
    slugs = [[dose["slug"] for dose in doses] for doses in (old, new)]
    if slugs[0] != slugs[1]:
        names = (", ".join(words.exercise(slug) for slug in dict.fromkeys(side)) for side in slugs)
        pairs = zip(heads, names, strict=True)
        before, after = (f"{head}: {side or 'nothing'}" for head, side in pairs)
        return before, after
    if told[0] != told[1]:
        return None
    doses = [
        (words.exercise(one["slug"]), words.dose(one), words.dose(other))
        for one, other in zip(old, new, strict=True)
    ]
    changed = [pair for pair in doses if pair[1] != pair[2]]
    if not changed:
        return None
    return (
        "; ".join(f"{name} {dose}" for name, dose, _ in changed),
        "; ".join(f"{name} {dose}" for name, _, dose in changed),
    )


def _reasons(between: Sequence[Told], unit: str) -> dict[str, tuple[str, str]]:
    """The newest cause and sentence for each item that a revision told of."""
    return {
        change["item"]: (cause, units.in_units(change["text"], unit))
        for cause, document in between
        for change in document["changes"]
    }
