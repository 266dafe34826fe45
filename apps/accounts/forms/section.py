"""What the sections of a profile have in common."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms

from apps.accounts.models import Profile
from apps.lib import clock


class Difference(NamedTuple):
    """A field that was typed otherwise than it is stored now; `stored` is for reading."""

    label: str
    stored: str


class SectionForm(forms.Form):
    """One section of a profile, with the version that the runner saw when it was drawn."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        profile: Profile,
        guess: Mapping[str, Any] | None = None,
    ) -> None:
        self.profile = profile
        stored = self.stored_in(profile) | {"version": profile.version}
        super().__init__(data, initial=stored | dict(guess or {}))

    @staticmethod
    @abstractmethod
    def stored_in(profile: Profile) -> dict[str, Any]:
        """The section's fields as the profile has them."""

    @abstractmethod
    def columns(self) -> dict[str, Any]:
        """What to write into the profile; asked of a valid form only."""

    @property
    def today(self) -> date:
        return clock.local_today(self.profile.time_zone)

    def differing(self) -> list[str]:
        """Names of the visible fields that were typed otherwise than the profile holds them."""
        return [name for name in self.changed_data if not self[name].is_hidden]

    def differences(self) -> list[Difference]:
        """The same for reading, without what a profile does not hold."""
        names = [name for name in self.differing() if name in self.stored_in(self.profile)]
        return [difference(self, name) for name in names]


def day_widget(**attrs: Any) -> forms.DateInput:
    """The browser's own calendar, given and giving `YYYY-MM-DD`."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **attrs})


def difference(form: forms.Form, name: str) -> Difference:
    """What is stored now in this field, of a form that was drawn from it."""
    return Difference(str(form[name].label), _in_words(form, name))


def _in_words(form: forms.Form, name: str) -> str:
    field, value = form.fields[name], form.get_initial_for_field(form.fields[name], name)
    if isinstance(field, forms.ChoiceField):
        chosen = {str(one) for one in (value if isinstance(value, list) else [value])}
        labels = [str(label) for key, label in _flat(field.choices) if str(key) in chosen]
        return ", ".join(labels) or "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    shown = field.prepare_value(value)
    return "nothing" if shown in (None, "") else str(shown)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    pairs: list[tuple[Any, Any]] = []
    for key, label in choices:
        pairs.extend(label if isinstance(label, (list, tuple)) else [(key, label)])
    return pairs
