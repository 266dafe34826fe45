"""First screen: who runs, in which units, and where."""

from typing import Any

from django import forms
from django.template.loader import render_to_string

from apps.accounts.forms.section import SectionForm
from apps.accounts.models import Profile
from apps.accounts.queries import has_agreed
from apps.accounts.zones import find_zone, places

OLDEST = 1900
YES_NO = (("", "I would rather not say"), ("yes", "Yes"), ("no", "No"))
FOUR_DIGITS = "Write the year with four digits, such as 1985."
NO_SUCH_PLACE = "Choose a place of the list, such as Europe/Berlin: any city that has your time."
BMI_ANSWERS = {"yes": True, "no": False, "": None}


class ZoneWidget(forms.TextInput):
    """A line to type in, which offers the places that fit what is typed."""

    template_name = "accounts/widgets/zone.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs) | {"places": places()}
        told = context["widget"]["attrs"]
        told["list"] = f"{told['id']}_places"
        return context


class ZoneField(forms.CharField):
    """A time zone, typed as a place of the list or as its city alone; cleans to its IANA name."""

    def __init__(self, **kwargs: Any) -> None:
        widget = ZoneWidget({"autocomplete": "off", "spellcheck": "false"})
        needed = {"required": NO_SUCH_PLACE}
        super().__init__(max_length=64, widget=widget, error_messages=needed, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.replace("_", " ") if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        zone = find_zone(text)
        if text and zone is None:
            raise forms.ValidationError(NO_SUCH_PLACE)
        return zone or ""


class YouForm(SectionForm):
    birth_year = forms.IntegerField(
        label="Year of birth",
        help_text="Hamstride plans for adults only, from 18 on. Recovery takes longer with the "
        "years; the plan leaves room for it.",
        error_messages={"required": FOUR_DIGITS, "invalid": FOUR_DIGITS},
        widget=forms.NumberInput({"inputmode": "numeric", "autocomplete": "bday-year"}),
    )
    experience = forms.ChoiceField(
        label="How long have you been running?",
        choices=Profile.Experience.choices,
        widget=forms.RadioSelect,
    )
    bmi_over_30 = forms.ChoiceField(
        label="Is your body mass index above 30?",
        help_text="Only asked because new runners above 30 do better with a gentler first week.",
        choices=YES_NO,
        required=False,
    )
    units = forms.ChoiceField(
        label="Distances in", choices=Profile.Units.choices, widget=forms.RadioSelect
    )
    time_zone = ZoneField(
        label="Time zone",
        help_text="Your days and your reminders follow it. For another, empty the field and type "
        "a city that has your time.",
    )
    first_weekday = forms.TypedChoiceField(
        label="Your week begins on",
        choices=Profile.FirstDay.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.profile.steps_done == 0 and not self.is_bound:
            self.fields["time_zone"].widget.attrs["data-guess-zone"] = ""
        self.fields["birth_year"].widget.attrs |= {"min": OLDEST, "max": self.today.year}

    @staticmethod
    def stored_in(profile: Profile) -> dict[str, Any]:
        bmi = profile.bmi_over_30
        return {
            "birth_year": profile.birth_year,
            "experience": profile.experience,
            "bmi_over_30": "" if bmi is None else "yes" if bmi else "no",
            "units": profile.units,
            "time_zone": profile.time_zone,
            "first_weekday": profile.first_weekday,
        }

    def clean_birth_year(self) -> int:
        year: int = self.cleaned_data["birth_year"]
        if not OLDEST <= year <= self.today.year:
            raise forms.ValidationError(FOUR_DIGITS)
        return year

    def columns(self) -> dict[str, Any]:
        columns = {name: self.cleaned_data[name] for name in self.stored_in(self.profile)}
        return columns | {"bmi_over_30": BMI_ANSWERS[self.cleaned_data["bmi_over_30"]]}


class StartYouForm(YouForm):
    """The section as the first screen: what was not agreed to is not asked."""

    consent = forms.BooleanField(
        label="Hamstride may keep what I tell it about my health and make my plan of it",
        error_messages={"required": "Without this there is nothing to make a plan of."},
    )
    field_order = ["version", "consent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_agreed(self.profile):
            del self.fields["consent"]
        else:
            self.fields["consent"].help_text = render_to_string("accounts/consent_help.html")
