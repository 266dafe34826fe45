"""The morning's check: half a minute, and the signs that stop a plan."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final, cast

from django import forms

from apps.accounts.forms.now import NowFields
from apps.accounts.forms.section import Difference, difference
from apps.runlog.forms import gate
from apps.runlog.forms.common import LogDayField, version_field
from apps.runlog.models import CheckIn

NAMES: Final = (
    "pain",
    "tightness",
    "side",
    "sitting_pain",
    "place",
    "ill",
    "fever",
    "fever_medicine",
    "red_flags",
)


class CheckInForm(NowFields):
    """`asks_gate`: the small tests before running are asked too."""

    date = LogDayField()
    place = forms.ChoiceField(
        label="Where?",
        choices=[("", "Nowhere, or not sure"), *CheckIn.Place.choices],
        required=False,
    )
    ill = forms.BooleanField(label="I feel ill", required=False)
    fever = forms.BooleanField(label="I have a fever", required=False)
    fever_medicine = forms.BooleanField(
        label="I took something against fever in the last day", required=False
    )
    version = version_field()
    drawn_for = forms.DateField(required=False, widget=forms.HiddenInput)
    field_order = ["date", *NAMES]

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: dt.date,
        checkin: CheckIn | None = None,
        asks_gate: bool = False,
    ) -> None:
        shown: dict[str, Any] = {"date": today, "drawn_for": today, "version": 0}
        if checkin:
            names = (*NAMES, "date", "version")
            shown |= {name: getattr(checkin, name) for name in names} | gate.shown(checkin.gate)
            shown["drawn_for"] = checkin.date
        super().__init__(data, initial=shown)
        self.asks_gate = asks_gate or bool(checkin and checkin.gate)
        if self.asks_gate:
            self.fields |= gate.gate_fields()
        cast(LogDayField, self.fields["date"]).bind_today(today)

    @property
    def gate_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in gate.NAMES] if self.asks_gate else []

    @property
    def gate_is_told(self) -> bool:
        """Whether any of the small tests is answered, or answered wrongly."""
        return any(bound.value() or bound.errors for bound in self.gate_fields)

    def clean(self) -> dict[str, Any]:
        if self.asks_gate and not any(name in self.errors for name in gate.NAMES):
            for name in gate.missing(self.cleaned_data):
                self.add_error(name, gate.ANSWER_ALL)
        return self.cleaned_data

    def seen_version(self) -> int | None:
        """Which version of that day the runner saw; asked of a valid form only.

        None if the form has no versions, 0 if it was drawn for another day than it is sent for.
        """
        version: int | None = self.cleaned_data["version"]
        drawn_for = self.cleaned_data["drawn_for"]
        is_other_day = drawn_for is not None and drawn_for != self.cleaned_data["date"]
        return 0 if version is not None and is_other_day else version

    def columns(self) -> dict[str, Any]:
        """What `record_checkin` takes; asked of a valid form only."""
        columns = {name: self.cleaned_data[name] for name in ("date", *NAMES)}
        if not self.asks_gate:
            return columns
        return columns | {"gate": gate.stored(self.cleaned_data)}

    def differences(self) -> list[Difference]:
        """Where the answers differ from those stored for the day."""
        asked = (*NAMES, *gate.NAMES)
        return [difference(self, name) for name in self.changed_data if name in asked]


class ClearanceForm(forms.Form):
    date = LogDayField(label="Day you were seen")

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: dt.date) -> None:
        super().__init__(data, initial={"date": today})
        cast(LogDayField, self.fields["date"]).bind_today(today)
