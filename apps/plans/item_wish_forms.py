"""The forms of a wish about one planned item, and all forms of wishes by their kind."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from django import forms

from apps.coach.catalogue import EXERCISES, Exercise
from apps.coach.filling.rungs import KINDS
from apps.coach.filling.strength import fit
from apps.coach.rules.the_life_you_have import MIN_RUN_MIN, MIN_STRENGTH_MIN
from apps.coach.types import Fixed, FixedRun, RunType
from apps.plans import words
from apps.plans.models import Layer
from apps.plans.states import ItemData
from apps.plans.wish_forms import WEEK_FORMS, DayChoice, WishForm, minutes_field
from apps.plans.wishes import Wish, WishWeek, moved, pin_of, pinned, swapped

Kind = Layer.Kind
GONE: Final = "The plan holds this no more, or it is over."
LEAST: Final = {"run": MIN_RUN_MIN, "strength": MIN_STRENGTH_MIN}
"""Minutes below which the coach plans no run and no strength."""
RUNS: Final[Mapping[RunType, str]] = {
    "easy": "An easy run",
    "long": "The long run",
    "tempo": "A tempo run",
    "intervals": "Intervals",
    "hills": "A hill run",
}
CATEGORIES: Final = {"knee": "For the knee", "hip": "For the hip", "isometric": "Holds"}
AN_EXERCISE: Final = {"required": "Choose one.", "invalid_choice": "Choose one of these."}


class ItemForm(WishForm):
    """A wish about one planned item, whose id may be given for a form that nobody has filled."""

    item = forms.CharField(
        max_length=60, widget=forms.HiddenInput, error_messages={"required": GONE}
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, week: WishWeek, item: str = ""
    ) -> None:
        super().__init__(data, week=week)
        asked = item or (data or {}).get("item", "")
        found = week.find(str(asked))
        self.day: date = found[0] if found else week.start
        self.found: ItemData | None = found[1] if found else None
        self.initial["item"] = item
        if self.found is not None:
            self.fit(self.found)

    def fit(self, item: ItemData) -> None:
        """Offer what this item can become."""

    @classmethod
    def applies(cls, item: ItemData) -> bool:
        """Whether such a wish can be made of the item."""
        return bool(item)

    @property
    def is_possible(self) -> bool:
        """Whether there is anything to choose from."""
        return True

    def clean_item(self) -> str:
        if self.found is None or not self.applies(self.found):
            raise forms.ValidationError(GONE)
        return str(self.cleaned_data["item"])

    @property
    def planned(self) -> ItemData:
        """The item; asked of a valid form only."""
        return self.found or {}

    @property
    def pin(self) -> Fixed:
        return pin_of(self.planned, self.day)


class MoveForm(ItemForm):
    kind, title = "move", "Move it"
    to = DayChoice("To which day?")

    def fit(self, _: ItemData) -> None:
        self.initial["to"] = next((one for one in self.week.ahead if one != self.day), None)

    def clean_to(self) -> date:
        to: date = self.cleaned_data["to"]
        if self.found is not None and to == self.day:
            raise forms.ValidationError("It stands on that day already.")
        return to

    def wish(self) -> Wish:
        return moved(self.planned, self.day, self.cleaned_data["to"])


class PinForm(ItemForm):
    kind, title = "pin", "Keep it on its day"
    help = "The plan will not move it by itself, unless a safety rule makes it."

    @classmethod
    def applies(cls, item: ItemData) -> bool:
        return not item["pinned"]

    def clean_item(self) -> str:
        if self.found is not None and self.found["pinned"]:
            raise forms.ValidationError("It is kept on its day already.")
        return super().clean_item()

    def wish(self) -> Wish:
        return pinned(Kind.PIN, self.planned, self.pin)


class ShortenForm(ItemForm):
    kind, title = "shorten", "Shorten it"
    minutes = minutes_field("To how many minutes?")

    def fit(self, item: ItemData) -> None:
        least = LEAST.get(item["kind"], 1)
        self.initial["minutes"] = max(item["minutes"] * 2 // 3 // 5 * 5, least)
        self.fields["minutes"].help_text = f"From {least} to {item['minutes'] - 1}."

    @classmethod
    def applies(cls, item: ItemData) -> bool:
        return item["kind"] in LEAST and item["minutes"] > LEAST[item["kind"]]

    def clean_minutes(self) -> int:
        minutes: int = self.cleaned_data["minutes"]
        if self.found is None or not self.applies(self.found):
            return minutes
        least, now = LEAST[self.found["kind"]], self.found["minutes"]
        if not least <= minutes < now:
            raise forms.ValidationError(f"Write {least} to {now - 1} minutes.")
        return minutes

    def wish(self) -> Wish:
        minutes, pin = self.cleaned_data["minutes"], self.pin
        if pin.run is not None:
            pin = replace(pin, run=FixedRun(pin.run.type))
        doses = tuple(fit(list(pin.exercises), minutes))
        pin = replace(pin, minutes=minutes, exercises=doses)
        return pinned(Kind.SHORTEN, self.planned, pin)


class RetypeForm(ItemForm):
    kind, title = "retype", "Make it another kind of run"
    run = forms.ChoiceField(label="Which?", choices=list(RUNS.items()), error_messages=AN_EXERCISE)

    def fit(self, item: ItemData) -> None:
        now = item["run"]["type"] if item["run"] else ""
        choices = [(kind, name) for kind, name in RUNS.items() if kind != now]
        self.fields["run"].choices = choices  # type: ignore[attr-defined]  # a field of choices

    @classmethod
    def applies(cls, item: ItemData) -> bool:
        return bool(item["run"]) and item["run"]["type"] != "walk_run"

    def wish(self) -> Wish:
        kind: RunType = self.cleaned_data["run"]
        pin = replace(self.pin, minutes=None, run=FixedRun(kind))
        return pinned(Kind.RETYPE, self.planned, pin, **{"as": RUNS[kind]})


class SwapForm(ItemForm):
    kind, title = "swap", "Swap an exercise"
    out = forms.ChoiceField(label="Instead of", error_messages=AN_EXERCISE)
    into = forms.ChoiceField(label="Do", error_messages=AN_EXERCISE)

    def fit(self, item: ItemData) -> None:
        held = [dose["slug"] for dose in item["exercises"]]
        out = [(slug, words.exercise(slug)) for slug in dict.fromkeys(held)]
        self.fields["out"].choices = out  # type: ignore[attr-defined]  # both fields of choices
        self.fields["into"].choices = self.others(held)  # type: ignore[attr-defined]

    @classmethod
    def applies(cls, item: ItemData) -> bool:
        return item["kind"] == "strength" and bool(item["exercises"])

    def others(self, held: list[str]) -> list[tuple[str, list[tuple[str, str]]]]:
        """Strength exercises for the things at hand that the session does not hold, by part."""
        owned = self.week.things_on(self.day)
        fitting = (e for e in EXERCISES.values() if e.category in KINDS and e.fits(owned))
        rows = sorted((e for e in fitting if e.slug not in held), key=_place)
        groups = groupby(rows, key=lambda e: e.category)
        return [(CATEGORIES[name], [(e.slug, e.name) for e in group]) for name, group in groups]

    @property
    def is_possible(self) -> bool:
        return bool(self.fields["into"].choices)  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        return swapped(self.planned, self.day, self.cleaned_data["out"], self.cleaned_data["into"])


def _place(exercise: Exercise) -> tuple[int, int]:
    return KINDS.index(exercise.category), exercise.level


ITEM_FORMS: Final[Mapping[str, type[ItemForm]]] = {
    one.kind: one for one in (MoveForm, ShortenForm, SwapForm, RetypeForm, PinForm)
}
FORMS: Final[Mapping[str, type[WishForm]]] = {**WEEK_FORMS, **ITEM_FORMS}
