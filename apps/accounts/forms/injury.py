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

    step = forms.TypedChoiceField(
        label="Which step of the tendon work?",
        help_text="For sit-bone pain only; today’s page says what opens the next.",
        choices=[("", "Not begun"), *((str(n), f"Step {n}") for n in range(1, 5))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    idem = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: dt.date,
        injury: Injury | None = None,
        prefill: Mapping[str, str] | None = None,
    ) -> None:
        wished = {name: (prefill or {})[name] for name in FIELDS if name in (prefill or {})}
        shown: dict[str, Any] = {"idem": uuid4(), "version": 1} | wished
        if injury is not None:
            shown |= {name: getattr(injury, name) for name in FIELDS}
            shown |= {"version": injury.version, "idem": injury.idem or uuid4()}
            shown["step"] = injury.stage if injury.kind == Injury.Kind.TENDON else None
        super().__init__(data, today=today, initial=shown)

    def columns(self) -> dict[str, Any]:
        columns = super().columns()
        is_tendon = columns["kind"] == Injury.Kind.TENDON
        return columns | ({"stage": self.cleaned_data["step"]} if is_tendon else {})

    def differences(self) -> list[Difference]:
        """Where the typed values differ from what is stored."""
        return [difference(self, name) for name in self.changed_data if name in (*FIELDS, "step")]


StrainFormSet = forms.formset_factory(InjuryFields, extra=2, max_num=2, validate_max=True)
