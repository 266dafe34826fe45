"""The forms of a wish, one for each kind; `wish()` is what a valid one comes to."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django import forms

from apps.accounts.forms.section import day_widget
from apps.accounts.forms.week import EQUIPMENT
from apps.coach.rules.the_life_you_have import MIN_RUN_MIN
from apps.coach.schema import fixed_to_dict
from apps.coach.types import Fixed, FixedRun, RunType
from apps.lib.fields import WholeNumberField
from apps.lib.measures import DistanceField
from apps.plans.models import Layer
from apps.plans.seen import LENGTH as SEEN_LENGTH
from apps.plans.wish_words import SHARES
from apps.plans.wishes import QUIET, Wish, WishWeek

Kind = Layer.Kind
LONGEST: Final = timedelta(days=27)
"""The last day of a trip or an illness, at most four weeks after its first."""
A_DAY: Final = {"required": "Choose a day.", "invalid_choice": "Choose a day that is to come."}
MINUTES: Final = {
    "required": "Write the minutes; 0 for none.",
    "invalid": "Write whole minutes, such as 20.",
}


def _choice(day: date) -> tuple[str, str]:
    return day.isoformat(), f"{day:%A} {day.day} {day:%B}"


def minutes_field(label: str, **more: Any) -> WholeNumberField:
    """Whole minutes, from 0 to ten hours."""
    told: dict[str, Any] = {"min_value": 0, "max_value": 600, "error_messages": MINUTES}
    return WholeNumberField(label=label, step=5, **(told | more))


class DayChoice(forms.TypedChoiceField):
    """A day of the week that is still to come; the form says which there are."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label=label, coerce=date.fromisoformat, error_messages=A_DAY, **more)


class WishForm(forms.Form):
    """One kind of wish. `kind` names it in the address; `week` is what it is about."""

    kind: str
    title: str
    help = ""

    def __init__(self, data: Mapping[str, Any] | None = None, *, week: WishWeek) -> None:
        self.week = week
        super().__init__(data, auto_id=f"{self.kind}_%s")
        for field in self.fields.values():
            if isinstance(field, DayChoice):
                field.choices = [_choice(day) for day in week.ahead]
        if data is None and week.ahead:
            self.initial = {"on": week.ahead[0].isoformat(), "until": week.ahead[0]}

    @abstractmethod
    def wish(self) -> Wish:
        """What the runner asks for, by a form that is valid."""

    @property
    def sent(self) -> list[tuple[str, str]]:
        """What was typed, for hidden fields: name and value; the kind with them."""
        told = [("kind", self.kind)]
        for name, field in self.fields.items():
            value = field.widget.value_from_datadict(self.data, {}, name)
            values = value if isinstance(value, list) else [value]
            told += [(name, str(one)) for one in values if one not in (None, "")]
        return told


class DoForm(forms.Form):
    """Do it: `idem` makes a form that is sent twice the same wish, `seen` says what it was drawn
    from."""

    idem = forms.UUIDField()
    seen = forms.CharField(max_length=SEEN_LENGTH)


class BusyForm(WishForm):
    kind, title = "busy", "A busy day"
    on = DayChoice("Which day?")
    minutes = minutes_field(
        "Minutes that are left for training", initial=0, help_text="0 for none."
    )

    def wish(self) -> Wish:
        day = self.cleaned_data["on"]
        return Wish(Kind.BUSY, day, day, {"minutes": self.cleaned_data["minutes"]})


class SpanForm(WishForm):
    """From a day of the week to a day, which may lie in the next weeks."""

    on = DayChoice("From")
    until = forms.DateField(
        label="Up to and with", widget=day_widget(), error_messages={"required": "Choose a day."}
    )

    def clean_until(self) -> date:
        first, last = self.cleaned_data.get("on"), self.cleaned_data["until"]
        if first and last < first:
            raise forms.ValidationError("The last day lies before the first.")
        if first and last - first > LONGEST:
            raise forms.ValidationError("Four weeks at most; say it again when they are over.")
        return last  # type: ignore[no-any-return]  # a date of a date field

    def span(self) -> tuple[date, date]:
        return self.cleaned_data["on"], self.cleaned_data["until"]


class TripForm(SpanForm):
    kind, title = "trip", "A trip"
    help = "Its days keep to what is at hand on them; the others stay as they are at home."
    minutes = minutes_field("Minutes a day", required=False, help_text="Leave empty for as usual.")
    things = forms.MultipleChoiceField(
        label="What will be at hand?",
        choices=EQUIPMENT,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from these things."},
    )

    def wish(self) -> Wish:
        told = {name: self.cleaned_data[name] for name in ("minutes", "things")}
        return Wish(Kind.TRIP, *self.span(), told)


class IllForm(SpanForm):
    kind, title = "ill", "Ill"
    help = "No training on these days and the day after; the first run then is short and easy."

    def wish(self) -> Wish:
        return Wish(Kind.ILL, *self.span())


class LowForm(WishForm):
    kind, title = "low", "Not feeling it"
    on = DayChoice("Which day?")
    how = forms.ChoiceField(
        label="How much can it be?",
        choices=[
            ("little", "A little less, and easy"),
            ("half", "Half, and easy"),
            ("off", "Nothing that day"),
        ],
        initial="half",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one of the three."},
    )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if not self.week.planned(day):
            raise forms.ValidationError("Nothing is planned for that day.")
        return day

    def wish(self) -> Wish:
        day, how = self.cleaned_data["on"], self.cleaned_data["how"]
        items = self.week.planned(day)
        left = int(sum(item["minutes"] for item in items) * SHARES[how])
        told: dict[str, Any] = {"how": how, "minutes": left}
        run = next((item for item in items if item["kind"] == "run"), None)
        if run and left:
            # No run is shorter than that: else the day would lose it, and another get it whole.
            minutes = max(int(run["minutes"] * SHARES[how]), min(MIN_RUN_MIN, run["minutes"]))
            kind: RunType = run["run"]["type"] if run["run"]["type"] in QUIET else "easy"
            told["fixed"] = fixed_to_dict(Fixed(day, "run", minutes, FixedRun(kind)))
            told["minutes"] = max(left, minutes)
        return Wish(Kind.LOW, day, day, told)


class TargetForm(WishForm):
    kind, title = "target", "Another distance"
    help = "What if you ran more this week, or less?"
    distance = DistanceField(
        label="Distance in the week", error_messages={"required": "Write a distance, such as 30."}
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, week: WishWeek) -> None:
        super().__init__(data, week=week)
        field = self.fields["distance"]
        field.units = week.unit  # type: ignore[attr-defined]  # a distance field
        field.help_text = f"In {week.unit}."

    def wish(self) -> Wish:
        told = {"metres": self.cleaned_data["distance"]}
        return Wish(Kind.TARGET, self.week.start, self.week.end, told)


WEEK_FORMS: Final[Mapping[str, type[WishForm]]] = {
    one.kind: one for one in (BusyForm, LowForm, IllForm, TripForm, TargetForm)
}
