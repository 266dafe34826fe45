"""The page of a wish: what was asked, what it would do, and the nearest that works."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.item_wish_forms import FORMS
from apps.plans.laid_upon import laid_upon
from apps.plans.layers import layers_of, things_on_trips
from apps.plans.models import Layer, PlanRevision
from apps.plans.preview import Preview, nearest, preview
from apps.plans.seen import seen_of
from apps.plans.snapshot import take
from apps.plans.wish_forms import WishForm
from apps.plans.wish_words import told
from apps.plans.wishes import Wish, WishWeek


@dataclass(frozen=True, slots=True)
class WishPage:
    """`found` is None while the form does not say enough; `nearer` is for a wish that is refused,
    with what to ask for it in `nearer_asks`. `seen` is what all of it was made from."""

    runner: User
    form: WishForm
    week: WishWeek
    seen: str
    found: Preview | None = None
    nearer: Preview | None = None

    def is_stale(self, seen: str) -> bool:
        return seen != self.seen

    @property
    def can_be_done(self) -> bool:
        return self.found is not None and self.found.verdict != "refused"

    @property
    def layer(self) -> dict[str, Any]:
        """What to lay over the week, as the service takes it; only where it can be done."""
        wish = self.found.wish if self.found else self.form.wish()
        return {
            "runner": self.runner,
            "week_start": self.week.start,
            "kind": wish.kind,
            "first": wish.first,
            "last": wish.last,
            "payload": wish.payload,
        }

    @property
    def question(self) -> str:
        return told(self.found.wish, self.week.unit) if self.found else self.form.title

    @property
    def nearer_words(self) -> str:
        return told(self.nearer.wish, self.week.unit) if self.nearer else ""

    @property
    def nearer_asks(self) -> dict[str, Any]:
        """The nearest wish as the fields of its form."""
        payload: Mapping[str, Any] = self.nearer.wish.payload if self.nearer else {}
        told = {"kind": self.form.kind, "item": payload.get("item")}
        if self.form.kind == Layer.Kind.SWAP:
            return {**told, "out": payload["out"], "into": payload["into"]}
        return {**told, "to": payload["fixed"]["date"]}


def week_of_wishes(runner: User, revision: PlanRevision, gone: tuple[str, ...] = ()) -> WishWeek:
    """What may be wished of a week; `gone` are the items that were let go."""
    profile, start = runner.profile, revision.plan.week_start
    return WishWeek(
        start=start,
        today=clock.local_today(profile.time_zone),
        unit=profile.units,
        document=revision.document,
        things=tuple(profile.equipment),
        away=things_on_trips(layers_of(runner.pk, start), start),
        gone=gone,
    )


def page_of_wish(
    runner: User, revision: PlanRevision, kind: str, data: Mapping[str, Any]
) -> WishPage:
    """Look at everything, read the form, and plan the week of this revision with its wish."""
    profile, plan = runner.profile, revision.plan
    taken = take(plan, profile, clock.local_today(profile.time_zone))
    week = week_of_wishes(runner, taken.revision or revision, taken.gone)
    form = FORMS[kind](data, week=week)
    seen = seen_of(taken)
    if not form.is_valid():
        return WishPage(runner, form, week, seen)
    wish: Wish = laid_upon(form.wish(), week, taken.layers)
    found = preview(plan, taken, wish, week.unit)
    refused = found.verdict == "refused"
    nearer = nearest(plan, taken, wish, week, week.unit) if refused else None
    return WishPage(runner, form, week, seen, found, nearer)
