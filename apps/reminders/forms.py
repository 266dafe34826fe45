"""When the mail shall come."""

from typing import Any

from django import forms

from apps.reminders.models import ReminderSetting


class MorningForm(forms.ModelForm[ReminderSetting]):
    class Meta:
        model = ReminderSetting
        fields = ["enabled", "local_time"]
        labels = {"enabled": "Mail me today's plan in the morning", "local_time": "At"}
        error_messages = {"local_time": {"invalid": "Write a time such as 7:00 or 06:45."}}

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["local_time"].widget = forms.TimeInput({"type": "time"}, format="%H:%M")
        self.fields["local_time"].help_text = f"By the clock in {zone.replace('_', ' ')}."
