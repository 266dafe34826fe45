"""What a runner may say of a planned item, and how the calendar shows the plan."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from apps.plans.items import ItemView
from apps.plans.models import CalendarFeeds, ItemMark, PlanRevision

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


class CompareForm(forms.Form):
    """Which two revisions of a week to see beside each other."""

    old = forms.TypedChoiceField(label="From", coerce=int)
    new = forms.TypedChoiceField(label="To", coerce=int)

    def __init__(
        self, data: Mapping[str, Any] | None, *, revisions: Sequence[PlanRevision]
    ) -> None:
        first, newest = revisions[-1].number, revisions[0].number
        super().__init__(data, initial={"old": first, "new": newest})
        choices = [(one.number, f"Version {one.number}") for one in revisions]
        wrong = {"invalid_choice": "Choose one of this week’s versions."}
        for name in ("old", "new"):
            field = self.fields[name]
            field.choices = choices  # type: ignore[attr-defined]  # both are fields of choices
            field.error_messages |= wrong

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The two numbers; the first and the newest while nothing was asked for."""
        if not self.is_bound:
            pair = self.initial["old"], self.initial["new"]
        elif self.is_valid():
            pair = self.cleaned_data["old"], self.cleaned_data["new"]
        else:
            return None
        return pair if pair[0] != pair[1] else None


class LinkForm(forms.Form):
    """Make a calendar link, or stop it; `idem` makes a form that is sent twice the same wish."""

    content = forms.ChoiceField(choices=[("full", "full"), ("busy", "busy")])
    stop = forms.BooleanField(required=False)
    idem = forms.UUIDField()


class CalendarForm(forms.Form):
    """When the first item of a day stands in the calendar."""

    starts = forms.ChoiceField(
        label="In the calendar, a day's items stand",
        choices=[("hour", "At an hour"), ("day", "On the whole day")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one of the two."},
    )
    starts_at = forms.TimeField(
        label="The first one at",
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text="The next follows when it ends.",
        error_messages={"invalid": "Write a time such as 7:00 or 06:45."},
    )

    @classmethod
    def showing(cls, feeds: CalendarFeeds | None) -> "CalendarForm":
        """The form with what is stored, or what holds until something is."""
        at = (feeds or CalendarFeeds()).starts_at
        return cls(initial={"starts": "hour" if at else "day", "starts_at": at or "07:00"})

    def clean(self) -> dict[str, Any]:
        starts = self.cleaned_data.get("starts")
        if starts == "hour" and self.cleaned_data.get("starts_at", "") is None:
            self.add_error("starts_at", "Choose a time, such as 7:00.")
        if starts == "day":
            self.cleaned_data["starts_at"] = None
        return self.cleaned_data
