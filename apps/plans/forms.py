"""What a runner may say of a planned item."""

from typing import Any

from django import forms

from apps.plans.items import ItemView
from apps.plans.models import ItemMark

SAYINGS = [
    ("done", "Done"),
    ("half", "Half"),
    ("skipped", "Not today"),
    ("undo", "Take back what I said"),
]


class MarkForm(forms.Form):
    """Done, half, not today with a reason, or take it back. `back` is the page to return to."""

    state = forms.ChoiceField(
        label="How did it go?",
        choices=SAYINGS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one of the four."},
    )
    reason = forms.ChoiceField(
        label="If not today, why?",
        choices=[("", "No reason"), *ItemMark.Reason.choices],
        required=False,
        error_messages={"invalid_choice": "Choose one of these reasons, or none."},
    )
    back = forms.ChoiceField(
        choices=[("today", "today"), ("week", "week")], required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, item: ItemView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item

    def clean_state(self) -> str:
        state: str = self.cleaned_data["state"]
        if state in ("done", "half") and not self.item.can_tick:
            raise forms.ValidationError("That day is still to come.")
        return state
