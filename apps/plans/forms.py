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
REASONS = [("", "No reason"), *ItemMark.Reason.choices]
NOT_YET = "That day is still to come."


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
        choices=REASONS,
        required=False,
        error_messages={"invalid_choice": "Choose one of these reasons, or none."},
    )
    back = forms.ChoiceField(
        choices=[("today", "today"), ("week", "week")], required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, item: ItemView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item

    @property
    def goes_to_week(self) -> bool:
        """Whether the buttons stood on the week's page; asked of a valid form only."""
        return bool(self.cleaned_data["back"] == "week")

    def clean_state(self) -> str:
        state: str = self.cleaned_data["state"]
        if state in ("done", "half") and not self.item.can_tick:
            raise forms.ValidationError(NOT_YET)
        return state
