"""Third screen: how the hamstrings are, what they went through, and the signs that stop a plan."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from apps.accounts.forms.injury import StrainFormSet
from apps.accounts.forms.now import NowFields
from apps.accounts.forms.section import SectionForm, day_widget
from apps.accounts.models import Profile
from apps.lib import clock
from apps.lib.fields import ScaleField, WholeNumberField

OUT_OF_SCOPE = (
    ("pregnant", "I am pregnant"),
    ("postpartum", "I gave birth less than twelve weeks ago"),
    ("graft", "I had knee surgery with a hamstring graft in the last twelve months"),
    ("cardiac", "I have heart symptoms when I exercise"),
)
STRAIN_LACKS = "An injury needs another look: what is missing or wrong is marked below."
BRIDGE_HELP = (
    "On your back, one heel on a chair, lift the hips until you cannot. "
    "Skip it if it hurts or you have not tried."
)


def _bridge_field(side: str) -> WholeNumberField:
    return WholeNumberField(
        label=f"Single-leg bridges, {side} leg", min_value=0, max_value=500, required=False
    )


class _BridgeAndScope(SectionForm):
    bridge_left = _bridge_field("left")
    bridge_right = _bridge_field("right")
    out_of_scope = forms.MultipleChoiceField(
        label="Does any of this hold for you?",
        help_text="Then a plan by rules is not enough, and someone who knows you should make it.",
        choices=OUT_OF_SCOPE,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bridge_left"].help_text = BRIDGE_HELP

    @staticmethod
    def stored_in(profile: Profile) -> dict[str, Any]:
        return {
            "bridge_left": profile.bridge_left,
            "bridge_right": profile.bridge_right,
            "out_of_scope": profile.out_of_scope,
        }

    def clean(self) -> dict[str, Any]:
        legs = [self.cleaned_data.get(f"bridge_{side}", -1) for side in ("left", "right")]
        if None in legs and legs != [None, None]:
            side = "left" if legs[0] is None else "right"
            self.add_error(f"bridge_{side}", "Count this leg too, or leave both empty.")
        return self.cleaned_data

    def columns(self) -> dict[str, Any]:
        columns = {
            name: self.cleaned_data[name] for name in _BridgeAndScope.stored_in(self.profile)
        }
        return columns | {"bridge_date": self.bridge_day()}

    def bridge_day(self) -> date | None:
        """The day of the test, today where none was given; none without repetitions."""
        if self.cleaned_data["bridge_left"] is None:
            return None
        given: date | None = self.cleaned_data.get("bridge_date")
        return given or self.today


class BridgeForm(SectionForm):
    """The test of today alone: both legs, counted now."""

    bridge_left = _bridge_field("left")
    bridge_right = _bridge_field("right")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("bridge_left", "bridge_right"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = "Count this leg too; 0 is an answer."

    @staticmethod
    def stored_in(profile: Profile) -> dict[str, Any]:
        tested = profile.bridge_date == clock.local_today(profile.time_zone)
        return {
            "bridge_left": profile.bridge_left if tested else None,
            "bridge_right": profile.bridge_right if tested else None,
        }

    def columns(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.stored_in(self.profile)} | {
            "bridge_date": self.today
        }


class HamstringsForm(_BridgeAndScope):
    """The section as the settings show it; injuries have pages of their own."""

    bridge_date = forms.DateField(
        label="Day of that test", required=False, help_text="Today, if empty.", widget=day_widget()
    )
    morning_baseline = ScaleField(
        label="Usual pain or tightness in the morning",
        help_text="Leave it open and the plan reads it from your checks.",
        low="nothing",
        high="worst imaginable",
        required=False,
    )
    field_order = ["version", "morning_baseline", "bridge_left", "bridge_right", "bridge_date"]

    @staticmethod
    def stored_in(profile: Profile) -> dict[str, Any]:
        own = {
            "bridge_date": profile.bridge_date,
            "morning_baseline": profile.morning_baseline,
        }
        return _BridgeAndScope.stored_in(profile) | own

    def clean_bridge_date(self) -> date | None:
        day: date | None = self.cleaned_data["bridge_date"]
        if day and day > self.today:
            raise forms.ValidationError("That day is still to come.")
        return day

    def columns(self) -> dict[str, Any]:
        return super().columns() | {"morning_baseline": self.cleaned_data["morning_baseline"]}


class StartHamstringsForm(NowFields, _BridgeAndScope):
    """The section as the third screen: with how it is now, and up to two injuries."""

    field_order = ["version", "pain", "tightness", "side", "sitting_pain", "red_flags"]

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, profile: Profile, **kwargs: Any
    ) -> None:
        super().__init__(data, profile=profile, **kwargs)
        self.strains = StrainFormSet(data, prefix="strain", form_kwargs={"today": self.today})

    @property
    def now_fields(self) -> list[forms.BoundField]:
        """How it is now, as the check of a morning asks it."""
        return [self[name] for name in ("pain", "tightness", "side", "sitting_pain", "red_flags")]

    @property
    def bridge_fields(self) -> list[forms.BoundField]:
        return [self["bridge_left"], self["bridge_right"]]

    @property
    def parts(self) -> list[forms.Form]:
        """The forms within this one, whose fields the summary of what is wrong names too."""
        return list(self.strains)

    def clean(self) -> dict[str, Any]:
        if not self.strains.is_valid():
            self.add_error(None, STRAIN_LACKS)
        return super().clean()

    def injuries(self) -> list[dict[str, Any]]:
        return [strain.columns() for strain in self.strains if strain.has_changed()]

    def answers(self) -> dict[str, Any]:
        """What `onboarding_finished` carries."""
        names = ("pain", "tightness", "side", "sitting_pain", "red_flags")
        return {name: self.cleaned_data[name] for name in names} | {"date": self.today}
