"""What shall be mailed, on which days, at which hours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, Final

from django import forms
from django.forms import BoundField

from apps.coach.types import WEEKDAYS
from apps.lib.weekdays import DAY_NAMES
from apps.reminders.kinds import KINDS, About
from apps.reminders.models import Kind, Mailbox, ReminderSetting
from apps.reminders.standing import is_quiet

MOST: Final = 7
WRONG: Final = ("required", "invalid", "min_value", "max_value")


@dataclass(frozen=True, slots=True)
class KindFields:
    """The fields of one kind, as the page places them; `is_open`: the folded ones are in use."""

    about: About
    on: BoundField
    at: BoundField
    days: BoundField | None
    hours: tuple[BoundField, ...]
    is_open: bool


class HourField(forms.TimeField):
    """A wall-clock time."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
            error_messages={
                "invalid": "Write a time such as 7:00 or 06:45.",
                "required": "Choose a time, such as 7:00.",
            },
            **kwargs,
        )


class RemindersForm(forms.Form):
    """Every kind with its switch, hour and days; then what holds for all."""

    quiet_from = HourField(label="Quiet from", required=False)
    quiet_until = HourField(label="until", required=False)
    most_per_day = forms.IntegerField(
        label="At most this many mails a day",
        min_value=1,
        max_value=MOST,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        error_messages=dict.fromkeys(WRONG, f"Write a number from 1 to {MOST}."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        stored: Mapping[Kind, ReminderSetting],
        mailbox: Mailbox,
    ) -> None:
        limits = {name: getattr(mailbox, name) for name in ("quiet_from", "quiet_until")}
        super().__init__(data, initial={**limits, "most_per_day": mailbox.most_per_day})
        for kind, about in KINDS.items():
            self._add(kind, about, stored[kind])

    def _add(self, kind: Kind, about: About, setting: ReminderSetting) -> None:
        told = setting.hours
        self._field(kind, "on", forms.BooleanField(required=False), setting.enabled, about.title)
        self._field(kind, "at", HourField(), setting.local_time, f"{about.title}, at")
        if not about.has_days:
            return
        days = forms.MultipleChoiceField(
            choices=list(DAY_NAMES.items()), widget=forms.CheckboxSelectMultiple, required=False
        )
        on = [day for day in WEEKDAYS if told.get(day) != ""]
        self._field(kind, "days", days, on, "On these days")
        for day in WEEKDAYS:
            self._field(kind, day, HourField(required=False), told.get(day) or None, DAY_NAMES[day])

    def _field(self, kind: Kind, name: str, field: forms.Field, initial: Any, label: str) -> None:
        field.initial, field.label = initial, label
        self.fields[f"{kind}-{name}"] = field

    @property
    def kinds(self) -> Iterator[KindFields]:
        for kind, about in KINDS.items():
            hours = tuple(self[f"{kind}-{day}"] for day in WEEKDAYS) if about.has_days else ()
            days = self[f"{kind}-days"] if about.has_days else None
            told = any(hour.value() or hour.errors for hour in hours)
            is_open = days is not None and (
                told or bool(days.errors) or len(days.value() or ()) < len(WEEKDAYS)
            )
            yield KindFields(about, self[f"{kind}-on"], self[f"{kind}-at"], days, hours, is_open)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        start, end = told.get("quiet_from"), told.get("quiet_until")
        if (start is None) != (end is None) and not self.errors:
            empty = "quiet_from" if start is None else "quiet_until"
            self.add_error(empty, "Write both times, or leave both empty for no quiet hours.")
        for kind, about in KINDS.items():
            if told.get(f"{kind}-on"):
                self._look_at(kind, about, start, end)
        return told

    def _look_at(self, kind: Kind, about: About, start: time | None, end: time | None) -> None:
        """A kind that is on wants a day, and no hour in which nothing may come."""
        names = ["at", *(WEEKDAYS if about.has_days else ())]
        for name in (f"{kind}-{one}" for one in names):
            hour = self.cleaned_data.get(name)
            if hour and start and end and is_quiet(start, end, hour):
                words = f"{hour:%H:%M} lies in your quiet hours, {start:%H:%M} to {end:%H:%M}."
                self.add_error(name, words)
        if about.has_days and not self.cleaned_data.get(f"{kind}-days", True):
            self.add_error(f"{kind}-days", "Choose a day at least, or switch these mails off.")

    def columns(self, kind: Kind) -> dict[str, Any]:
        """The columns of the kind's setting."""
        told = self.cleaned_data
        hours: dict[str, str] = {}
        for day in WEEKDAYS if KINDS[kind].has_days else ():
            other = told[f"{kind}-{day}"]
            if day not in told[f"{kind}-days"]:
                hours[day] = ""
            elif other is not None and other != told[f"{kind}-at"]:
                hours[day] = f"{other:%H:%M}"
        return {
            "enabled": told[f"{kind}-on"],
            "local_time": told[f"{kind}-at"],
            "hours": hours,
        }

    def limits(self) -> dict[str, Any]:
        """The columns of the mailbox."""
        return {name: self.cleaned_data[name] for name in self.base_fields}
