"""How the hamstring is now: the questions of the third screen and of every morning."""

from django import forms

from apps.accounts.models import Injury
from apps.accounts.red_flags import RedFlagsField
from apps.lib.fields import ScaleField


class NowFields(forms.Form):
    """Pain, tightness, leg, sitting, and the signs that stop a plan."""

    pain = ScaleField(label="Pain now", low="none", high="worst imaginable")
    tightness = ScaleField(label="Tightness now", low="loose", high="as tight as can be")
    side = forms.ChoiceField(
        label="Which leg?",
        choices=[("", "Neither"), *Injury.Side.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    sitting_pain = ScaleField(
        label="Pain when you sit for half an hour",
        low="none",
        high="worst imaginable",
        required=False,
    )
    red_flags = RedFlagsField()
