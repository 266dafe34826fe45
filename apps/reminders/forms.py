"""When the mail shall come."""

from typing import Any

from django import forms


class MorningForm(forms.Form):
    enabled = forms.BooleanField(label="Mail me today's plan in the morning", required=False)
    local_time = forms.TimeField(
        label="At",
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={
            "invalid": "Write a time such as 7:00 or 06:45.",
            "required": "Choose a time, such as 7:00.",
        },
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["local_time"].help_text = f"By the clock in {zone.replace('_', ' ')}."
