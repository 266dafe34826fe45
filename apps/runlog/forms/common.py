"""What the forms of the log have in common."""

import datetime as dt
from typing import Final

from django import forms

from apps.accounts.forms.section import day_widget

EARLIEST: Final = dt.date(2000, 1, 1)


class LogDayField(forms.DateField):
    """A local date that has come; set `field.today` in the form."""

    def __init__(self, *, today: dt.date = dt.date.max, label: str = "Day") -> None:
        self.today = today
        super().__init__(label=label, widget=day_widget())

    def bind_today(self, today: dt.date) -> None:
        """No day after this one, the runner's own today."""
        self.today = today
        self.widget.attrs |= {"min": EARLIEST.isoformat(), "max": today.isoformat()}

    def validate(self, value: dt.date | None) -> None:
        super().validate(value)
        if value and value > self.today:
            raise forms.ValidationError("That day is still to come.")
        if value and value < EARLIEST:
            raise forms.ValidationError("The log begins with the year 2000.")


def version_field() -> forms.IntegerField:
    """The version that was shown, or nothing where the form is sent by something simpler."""
    return forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
