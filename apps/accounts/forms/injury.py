"""An injury of the past, or one that is still there."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms

from apps.accounts.forms.section import Difference, day_widget, difference
from apps.accounts.models import Injury

FIELDS = ("kind", "side", "date", "onset", "status", "returned_on")


class InjuryFields(forms.Form):
    kind = forms.ChoiceField(
        label="What was it?", choices=Injury.Kind.choices, widget=forms.RadioSelect
    )
    side = forms.ChoiceField(
        label="Which leg?", choices=Injury.Side.choices, widget=forms.RadioSelect
    )
    date = forms.DateField(
        label="When did it start?", help_text="A rough day will do.", widget=day_widget()
    )
    onset = forms.ChoiceField(
        label="How did it come?",
        choices=Injury.Onset.choices,
        widget=forms.RadioSelect,
    )
    status = forms.ChoiceField(
        label="Where are you now?",
        choices=Injury.Status.choices,
        initial=Injury.Status.RETURNED,
        widget=forms.RadioSelect,
    )
    returned_on = forms.DateField(
        label="Back to normal running since",
        help_text="If you are back and know the day.",
        required=False,
        widget=day_widget(),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = "Choose one of these."
        self.fields["date"].error_messages["required"] = "Choose a day; a rough one will do."
        for name in ("date", "returned_on"):
            self.fields[name].widget.attrs["max"] = today.isoformat()

    def clean_date(self) -> dt.date:
        return self._not_ahead("date")

    def clean_returned_on(self) -> dt.date | None:
        return self._not_ahead("returned_on") if self.cleaned_data["returned_on"] else None

    def clean(self) -> dict[str, Any]:
        began, back = self.cleaned_data.get("date"), self.cleaned_data.get("returned_on")
        if began and back and back < began:
            self.add_error("returned_on", "That is before it started.")
        if back and self.cleaned_data.get("status") != Injury.Status.RETURNED:
            self.add_error("returned_on", "Leave this empty until you are back to normal running.")
        return self.cleaned_data

    def columns(self) -> dict[str, Any]:
        """What to write into the injury; asked of a valid form only."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def _not_ahead(self, name: str) -> dt.date:
        day: dt.date = self.cleaned_data[name]
        if day > self.today:
            raise forms.ValidationError("That day is still to come.")
        return day


class InjuryForm(InjuryFields):
    """An injury on a page of its own; `idem` tells a form sent twice from a second injury."""

    idem = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, today: dt.date, injury: Injury | None = None
    ) -> None:
        shown = {"idem": uuid4(), "version": 1}
        if injury is not None:
            shown |= {name: getattr(injury, name) for name in FIELDS}
            shown |= {"version": injury.version, "idem": injury.idem or uuid4()}
        super().__init__(data, today=today, initial=shown)

    def differences(self) -> list[Difference]:
        """Where the typed values differ from what is stored."""
        return [difference(self, name) for name in self.changed_data if name in FIELDS]


StrainFormSet = forms.formset_factory(InjuryFields, extra=2, max_num=2, validate_max=True)
