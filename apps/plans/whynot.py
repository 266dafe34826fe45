"""Why a day holds no run or no strength, and whether one could stand there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.items import About, WhyView, build_item
from apps.plans.models import PlanRevision
from apps.plans.preview import NOUNS, Preview, nearest, preview
from apps.plans.snapshot import Taken, take
from apps.plans.states import Told, dated_items
from apps.plans.wish_page import week_of_wishes
from apps.plans.wish_words import told
from apps.plans.wishes import Wish, WishWeek, moved

KINDS: Final = ("run", "strength")


@dataclass(frozen=True, slots=True)
class CouldMove:
    """The nearest thing of a kind that could come to the day, and what that would do.

    `found` and `title` are empty where the week holds nothing of the kind that is still to come.
    """

    kind: str
    title: str = ""
    item: str = ""
    origin: date | None = None
    found: Preview | None = None
    nearer: str = ""

    @property
    def words(self) -> str:
        return NOUNS[self.kind]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`rests` are the reasons that the plan itself gives for the day."""

    day: date
    rests: tuple[WhyView, ...]
    could: tuple[CouldMove, ...]


def why_not(runner: User, revision: PlanRevision, day: date) -> WhyNot:
    """What the plan says of the day, and for each kind that it lacks the nearest that could move.

    Nothing is written; each is planned and checked as a wish of its own.
    """
    profile = runner.profile
    taken = take(revision.plan, profile, clock.local_today(profile.time_zone))
    week = week_of_wishes(runner, revision, taken.gone)
    held = {item["kind"] for d, item in dated_items(revision.document) if d == day}
    missing = (kind for kind in KINDS if kind not in held)
    could = tuple(_could(revision, taken, week, kind, day) for kind in missing)
    return WhyNot(day, tuple(_rests(revision, week, day)), could)


def _rests(revision: PlanRevision, week: WishWeek, day: date) -> Iterator[WhyView]:
    """The reasons of the day's rest."""
    about = About(Told(), revision.document["sources"], (), week.unit, week.today)
    for when, item in dated_items(revision.document):
        if when == day and item["kind"] == "rest":
            yield from build_item(item, when, about).why


def _could(revision: PlanRevision, taken: Taken, week: WishWeek, kind: str, day: date) -> CouldMove:
    near = sorted(week.items(), key=lambda one: abs((one[0] - day).days))
    item = next(((d, i) for d, i in near if i["kind"] == kind), None)
    if item is None:
        return CouldMove(kind)
    wish: Wish = moved(item[1], item[0], day)
    found = preview(revision.plan, taken, wish, week.unit)
    refused = found.verdict == "refused"
    other = nearest(revision.plan, taken, wish, week, week.unit) if refused else None
    nearer = told(other.wish, week.unit) if other else ""
    return CouldMove(kind, item[1]["title"], item[1]["id"], item[0], found, nearer)
