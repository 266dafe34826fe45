"""The morning's check: half a minute, and the signs that stop a plan."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final, cast

from django import forms

from apps.accounts.forms.section import Difference, difference
from apps.accounts.red_flags import RedFlagsField
from apps.lib.fields import ScaleField
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


class CheckInForm(forms.Form):
    date = LogDayField()
    pain = ScaleField(label="Pain now", low="none", high="worst imaginable")
    tightness = ScaleField(label="Tightness now", low="loose", high="as tight as can be")
    side = forms.ChoiceField(
        label="Which leg?",
        choices=[("", "Neither"), *CheckIn.Side.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    sitting_pain = ScaleField(
        label="Pain when you sit for half an hour",
        low="none",
        high="worst imaginable",
        required=False,
    )
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
    red_flags = RedFlagsField()
    version = version_field()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: dt.date,
        checkin: CheckIn | None = None,
    ) -> None:
        shown: dict[str, Any] = {"date": today, "version": 0}
        if checkin:
            names = (*NAMES, "date", "version")
            shown = {name: getattr(checkin, name) for name in names}
        super().__init__(data, initial=shown)
        cast(LogDayField, self.fields["date"]).bind_today(today)

    def columns(self) -> dict[str, Any]:
        """What `record_checkin` takes; asked of a valid form only."""
        return {name: self.cleaned_data[name] for name in ("date", *NAMES)}

    def differences(self) -> list[Difference]:
        """Where the answers differ from those stored for the day."""
        return [difference(self, name) for name in self.changed_data if name in NAMES]


class ClearanceForm(forms.Form):
    date = LogDayField(label="Day you were seen")

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: dt.date) -> None:
        super().__init__(data, initial={"date": today})
        cast(LogDayField, self.fields["date"]).bind_today(today)
