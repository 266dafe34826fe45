"""What is typed before an account ends, for a link to a physio, and on the page behind it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, cast

from django import forms

from apps.lib.measures import DistanceField
from apps.plans.models import ClinicianLimit

DAYS: Final = [(7, "A week"), (30, "30 days"), (90, "90 days"), (180, "Half a year")]
USUAL: Final = timedelta(days=14)
LONGEST: Final = timedelta(days=366)
LONGEST_M: Final = (1_000, 100_000)
RUNS: Final = "Write a number from 1 to 7."
LEVELS: Final = {
    1: "two-leg bridge, band curl",
    2: "single-leg bridge, hip thrust",
    3: "Romanian deadlift, assisted Nordic",
    4: "slider curl, Nordic",
    5: "single-leg slider, more than a Nordic",
}
NEEDS: Final = {
    "runs": RUNS,
    "longest": "How far at most?",
    "strength": "Choose a level from 1 to 5.",
}
"""Kinds of limit with a value of their own in a field of the same name, and what asks for it."""


class DeleteForm(forms.Form):
    """The address, typed, so that no slip of a finger ends an account."""

    address = forms.CharField(
        label="Type your e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = address

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"]
        if typed.strip().lower() != self.wanted.lower():
            raise forms.ValidationError(f"This is not the address of this account: {self.wanted}.")
        return typed


class ShareForm(forms.Form):
    """A link for a physio or coach; `idem` makes a form that is sent twice the same wish."""

    name = forms.CharField(
        label="Who is it for?",
        max_length=60,
        help_text="So that you can tell your links, and limits that come through them, apart.",
        error_messages={"required": "Write a name, such as Dana Weber, physio."},
    )
    runner_name = forms.CharField(
        label="What do they call you?",
        max_length=60,
        required=False,
        help_text="Stands at the top of the page. Without it the page says “A runner”.",
    )
    days = forms.TypedChoiceField(
        label="For how long?",
        choices=DAYS,
        coerce=int,
        initial=30,
        error_messages={"invalid_choice": "Choose one of these."},
    )
    may_limit = forms.BooleanField(
        label="They may set limits that the plan keeps, such as three runs a week at most",
        required=False,
    )
    idem = forms.UUIDField(widget=forms.HiddenInput)


class LimitForm(forms.Form):
    """What a physio or coach allows at most, until a day; `value` is what the kind asks for."""

    kind = forms.ChoiceField(
        label="What is the limit?",
        choices=ClinicianLimit.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one of these."},
    )
    runs = forms.IntegerField(
        label="Runs a week",
        required=False,
        min_value=1,
        max_value=7,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), RUNS),
    )
    longest = DistanceField(required=False)
    strength = forms.TypedChoiceField(
        label="Level of the exercises",
        required=False,
        choices=[("", "Choose"), *((n, f"Level {n}: {words}") for n, words in LEVELS.items())],
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Choose a level from 1 to 5."},
    )
    until = forms.DateField(
        label="Until (that day included)",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Choose a day.", "invalid": "Write a day as 2026-12-12."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: date, unit: str) -> None:
        super().__init__(data, initial={"until": today + USUAL})
        self.today = today
        longest = cast(DistanceField, self.fields["longest"])
        longest.units, longest.label = unit, f"Longest run ({unit})"

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not self.today <= until <= self.today + LONGEST:
            raise forms.ValidationError("Choose a day from today to a year from now.")
        return until

    def clean_longest(self) -> int | None:
        metres: int | None = self.cleaned_data["longest"]
        if metres is not None and not LONGEST_M[0] <= metres <= LONGEST_M[1]:
            raise forms.ValidationError("Write a distance from 1 km to 100 km.")
        return metres

    def clean(self) -> dict[str, Any]:
        kind = self.cleaned_data.get("kind", "")
        for other in NEEDS.keys() - {kind} if kind else ():
            self.errors.pop(other, None)
        missing = NEEDS.get(kind)
        if missing and kind not in self.errors and self.cleaned_data.get(kind) is None:
            self.add_error(kind, missing)
        return self.cleaned_data

    @property
    def told(self) -> dict[str, Any]:
        """The limit's own columns; asked of a valid form only."""
        kind = self.cleaned_data["kind"]
        value = self.cleaned_data[kind] if kind in NEEDS else None
        return {"kind": kind, "value": value, "until": self.cleaned_data["until"]}
