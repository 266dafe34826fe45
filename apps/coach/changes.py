"""What is different from the last revision, said without blame."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from apps.coach.cause import News, cause_of, news_since
from apps.coach.frame import Frame
from apps.coach.log import Log
from apps.coach.placement.wishes import Pins
from apps.coach.rules import the_life_you_have
from apps.coach.state import Standing
from apps.coach.types import Change, Day, Item, ItemKind, Plan, Snapshot
from apps.coach.unmet import WORDS, Otherwise, in_vain
from apps.coach.why import km

KINDS = ("run", "strength")
Placed = Mapping[str, tuple[date, Item]]


def _items(days: tuple[Day, ...], since: date) -> dict[str, tuple[date, Item]]:
    return {
        i.id: (d.date, i)
        for d in days
        for i in d.items
        if i.kind in KINDS and not i.done and d.date >= since
    }


def _differing(old: Item, new_day: date, new: Item) -> Change | None:
    """How an item that kept its day changed, None where the runner would see no change."""
    text = None
    if old.run is not None and new.run is not None and old.run.distance_m != new.run.distance_m:
        was, now = km(old.run.distance_m), km(new.run.distance_m)
        text = f"The run on {new_day:%A} is now {now} (it was {was})"
    elif [d.slug for d in old.exercises] != [d.slug for d in new.exercises]:
        text = f"{new_day:%A} has other exercises"
    return Change(new.id, new_day, new_day, "", text) if text else None


def _small(title: str) -> str:
    return title[0].lower() + title[1:]


def _same_thing(one: Item, other: Item) -> bool:
    types = [i.run.type if i.run is not None else None for i in (one, other)]
    return one.kind == other.kind and types[0] == types[1]


def _moves(gone: Placed, come: Placed) -> dict[str, str]:
    """What left one day and stands on another, as new id: old id, in the order of the days."""
    pairs: dict[str, str] = {}
    for old_id in sorted(gone):
        to = (
            new_id
            for new_id in sorted(come)
            if new_id not in pairs and _same_thing(gone[old_id][1], come[new_id][1])
        )
        found = next(to, None)
        if found is not None:
            pairs[found] = old_id
    return pairs


def changes(
    log: Log,
    snapshot: Snapshot,
    standing: Standing,
    days: tuple[Day, ...],
    pins: Pins,
    others: tuple[Otherwise, ...],
    frame: Frame,
) -> tuple[Change, ...]:
    """Every run and strength session that moved, came, went or changed, and every refused pin."""
    out = [
        Change(
            f"{p.date.isoformat()}-{p.kind}",
            p.date,
            None,
            rule,
            in_vain(p.kind, p.date),
        )
        for p, rule in pins.refused
    ]
    out += [Change(o.item, o.date, o.date, o.rule, o.text) for o in others]
    previous: Plan | None = snapshot.previous
    if previous is None or previous.week_start != snapshot.week_start:
        return tuple(out)
    done = {i.id for d in days for i in d.items if i.done}
    old, new = _items(previous.days, snapshot.today), _items(days, snapshot.today)
    kept = {key for key in old.keys() & new.keys() if _same_thing(old[key][1], new[key][1])}
    gone = {key: old[key] for key in old.keys() - kept - done}
    come = {key: new[key] for key in new.keys() - kept}
    differing = [_differing(old[key][1], *new[key]) for key in sorted(kept)]
    told = [*differing, *_going(gone, come)]
    news = news_since(log, standing, previous, days, frame)
    found = [_because(log, standing, news, one, old, new) for one in told if one is not None]
    return (*out, *sorted(found, key=lambda change: change.to or change.origin or log.today))


def _going(gone: Placed, come: Placed) -> list[Change]:
    """What moved, what took another's place, what is new and what is no longer planned."""
    moves = _moves(gone, come)
    left = gone.keys() - set(moves.values())
    out = []
    for key, (day, item) in come.items():
        if key in moves:
            origin = gone[moves[key]][0]
            text = f"{item.title} moved from {origin:%A} to {day:%A}"
            out.append(Change(key, origin, day, "", text))
        elif key in left:
            text = f"{day:%A}: {_small(item.title)} instead of {_small(gone[key][1].title)}"
            out.append(Change(key, day, day, "", text))
        else:
            out.append(Change(key, None, day, "", f"New on {day:%A}: {_small(item.title)}"))
    for key in left - come.keys():
        day, item = gone[key]
        text = f"The {WORDS[item.kind]} on {day:%A} is no longer planned"
        out.append(Change(key, day, None, "", text))
    return sorted(out, key=lambda change: change.item)


def _grew(change: Change, old: Placed, new: Placed) -> bool:
    """Whether the change brings a run, or a longer one."""
    was, now = (one[change.item][1].run if change.item in one else None for one in (old, new))
    if now is None or change.origin is None:
        return now is not None
    return was is not None and now.distance_m > was.distance_m


def _put_there(change: Change, old: Placed, new: Placed) -> bool:
    """Whether the runner pinned it since the revision before; a race is pinned by its date."""
    now, was = (one[change.item][1] if change.item in one else None for one in (new, old))
    if now is None or not now.pinned or (now.run is not None and now.run.type == "race"):
        return False
    return was is None or not was.pinned


def _let_go(log: Log, change: Change, old: Placed, kind: ItemKind) -> bool:
    """Whether the runner had pinned what changes and holds it no more."""
    held = {(pin.date, pin.kind) for pin in log.snapshot.fixed}
    return any(
        was.pinned and was.kind == kind and day == change.origin and (day, kind) not in held
        for day, was in old.values()
        if day >= log.today and not (was.run is not None and was.run.type == "race")
    )


def _because(
    log: Log, standing: Standing, news: News, change: Change, old: Placed, new: Placed
) -> Change:
    """The change with the rule behind it, and with what that rule says where it says something."""
    item = (new.get(change.item) or old[change.item])[1]
    rule, clause = cause_of(log, standing, item, news, grew=_grew(change, old, new))
    if _put_there(change, old, new):
        rule, clause = the_life_you_have.ID, "your own change"
    elif _let_go(log, change, old, item.kind):
        rule, clause = the_life_you_have.ID, "you took your change back"
    joined = f"{change.text}{'; ' if ':' in change.text else ': '}{clause}"
    text = f"{joined}." if clause else f"{change.text}."
    return replace(change, because=rule, text=text)
