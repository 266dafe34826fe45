"""What is told of a guided session: its sets, what hurt, and how it was as a whole."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from apps.lib.fields import ScaleField
from apps.routines.player import PlayerView
from apps.routines.services import Hurt
from apps.routines.services.playing import MOST_REPS, MOST_SECONDS

SIDES: Final = [("left", "Left"), ("right", "Right"), ("both", "Both")]
EFFORT: Final = (
    "0 nothing · 3 moderate · 5 hard · 7 two or three more were possible · 10 all you have"
)


class SetForm(forms.Form):
    """One set, or with `skip` what is left of an exercise."""

    step = forms.CharField(max_length=12, required=False)
    skip = forms.IntegerField(min_value=0, max_value=99, required=False)
    reps = forms.IntegerField(min_value=0, max_value=MOST_REPS, required=False)
    seconds = forms.IntegerField(min_value=0, max_value=MOST_SECONDS, required=False)

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("step") and self.cleaned_data.get("skip") is None:
            raise forms.ValidationError("Which set?")
        return self.cleaned_data


class ChecklistForm(forms.Form):
    """The session as a list: `did` holds the sets that are ticked, `n-…` how many of each."""

    did = forms.MultipleChoiceField(required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, view: PlayerView) -> None:
        super().__init__(data)
        self.view = view
        sets = [one for exercise in view.exercises for one in exercise.sets]
        self.fields["did"].choices = [(one.step.key, one.name) for one in sets]  # type: ignore[attr-defined]  # a choice field
        for one in sets:
            counts = one.unit == "repetitions"
            most = MOST_REPS if counts else MOST_SECONDS
            wrong = f"Give a whole number of {one.unit}, at most {most}."
            self.fields[one.field_name] = forms.IntegerField(
                label=f"{one.name}, {one.unit}",
                min_value=0,
                max_value=most,
                required=False,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
            )

    def amounts(self) -> dict[str, dict[str, int | None]]:
        """What to write down of each ticked set, by its step; asked of a valid form only."""
        units = {
            one.step.key: "reps" if one.unit == "repetitions" else "seconds"
            for exercise in self.view.exercises
            for one in exercise.sets
        }
        return {
            key: {units[key]: self.cleaned_data[f"n-{key}"]} for key in self.cleaned_data["did"]
        }


class HurtForm(forms.Form):
    """It hurts: where, how much, and how it came."""

    position = forms.IntegerField(min_value=0, max_value=99, widget=forms.HiddenInput)
    pain = ScaleField(label="How much does it hurt?", low="nothing", high="worst imaginable")
    side = forms.ChoiceField(
        label="Which leg?",
        choices=[("", "Not sure"), *SIDES],
        required=False,
        widget=forms.RadioSelect,
    )
    sudden = forms.BooleanField(label="It came suddenly, like a grab or a sting", required=False)
    limp = forms.BooleanField(label="I limp, or cannot put weight on it", required=False)

    def hurt(self) -> Hurt:
        """What was told; asked of a valid form only."""
        return Hurt(**self.cleaned_data)


class FinishForm(forms.Form):
    """How the session was; single exercises may differ from the whole."""

    effort = ScaleField(
        label="How hard was it?",
        help_text=EFFORT,
        low="nothing",
        high="all you have",
        required=False,
    )
    pain = ScaleField(
        label="Hamstring pain at worst", low="nothing", high="worst imaginable", required=False
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, view: PlayerView) -> None:
        session = view.session
        super().__init__(data, initial={"effort": session.effort, "pain": session.pain})
        if view.is_test:
            del self.fields["effort"]
            return
        done = {one.page.slug: one.page.name for one in view.exercises if one.any_done}
        for slug, name in done.items() if len(done) > 1 else ():
            self.fields[f"effort-{slug}"] = forms.TypedChoiceField(
                label=name,
                choices=[("", "as the whole"), *((n, str(n)) for n in range(11))],
                coerce=int,
                empty_value=None,
                required=False,
                error_messages={"invalid_choice": "Choose a number from 0 to 10, or none."},
            )

    @property
    def single(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("effort-")]

    def told(self) -> dict[str, Any]:
        """What `finish_session` takes; asked of a valid form only."""
        efforts = {
            name.removeprefix("effort-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("effort-") and value is not None
        }
        told = {name: self.cleaned_data.get(name) for name in ("effort", "pain")}
        return {**told, "efforts": efforts}


class SorenessForm(forms.Form):
    soreness = ScaleField(label="How sore are the hamstrings?", low="not at all", high="very")
