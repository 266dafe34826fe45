"""One run, typed in under ten seconds."""

from collections.abc import Mapping
from typing import Any, Final, cast
from uuid import UUID, uuid4

from django import forms

from apps.accounts.forms.section import Difference, difference
from apps.accounts.models import Profile
from apps.lib import clock
from apps.lib.fields import ScaleField
from apps.lib.measures import DistanceField, DurationField
from apps.runlog.forms.common import LogDayField, version_field
from apps.runlog.models import Run

FASTEST_M_PER_S: Final = 8.0
"""The best over 1,500 m run at 7.3; a sprint up to `SPRINT_M` may be faster."""
FASTEST_SPRINT_M_PER_S: Final = 13.0
SPRINT_M: Final = 800
SLOWEST_M_PER_S: Final = 0.25
EFFORT: Final = (
    "0 rest · 2 easy · 3 moderate, you can still talk · 5 hard · 7 very hard · 10 all you have"
)
FAST_HELP: Final = (
    "The parts near your top speed, added up: six times one minute is 6. "
    "Leave it empty if you do not know."
)
COLUMNS: Final = {"distance": "distance_m", "duration": "duration_s", "fast": "fast_s"}
"""Fields whose column is named with its unit."""
WHOLE: Final = ("distance", "duration", "rpe", "pain_during", "pain_after")


class RunForm(forms.Form):
    date = LogDayField()
    distance = DistanceField(label="Distance")
    duration = DurationField(label="Time", help_text="45, 45:30, 1:02:30 and 1h02 all work.")
    rpe = ScaleField(
        label="How hard was it?", help_text=EFFORT, low="rest", high="all you have", required=False
    )
    kind = forms.ChoiceField(
        label="Kind of run", choices=[("", "Not sure"), *Run.Kind.choices], required=False
    )
    pain_during = ScaleField(
        label="Hamstring pain while running",
        low="none",
        high="worst imaginable",
        required=False,
    )
    pain_after = ScaleField(
        label="Hamstring pain afterwards", low="none", high="worst imaginable", required=False
    )
    sudden = forms.BooleanField(label="The pain came suddenly", required=False)
    limp = forms.BooleanField(label="I limped, or had to stop", required=False)
    fast = DurationField(label="Fast minutes", help_text=FAST_HELP, required=False)
    name = forms.CharField(label="Name", max_length=200, required=False)
    notes = forms.CharField(
        label="Notes", max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
    )
    idem = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = version_field()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        profile: Profile,
        run: Run | None = None,
        prefill: Mapping[str, str] | None = None,
    ) -> None:
        today = clock.local_today(profile.time_zone)
        shown = _shown(run) if run else {"date": today, "idem": uuid4(), **_wished(prefill or {})}
        super().__init__(data, initial=shown)
        cast(LogDayField, self.fields["date"]).bind_today(today)
        distance = cast(DistanceField, self.fields["distance"])
        distance.units, distance.label = profile.units, f"Distance ({profile.units})"

    def clean(self) -> dict[str, Any]:
        metres, seconds = self.cleaned_data.get("distance"), self.cleaned_data.get("duration")
        if metres and seconds and {"distance", "duration"} & set(self.changed_data):
            self._judge_speed(metres / seconds, metres)
        fast = self.cleaned_data.get("fast")
        if fast and seconds and fast > seconds:
            self.add_error("fast", "That is longer than the whole run.")
        return self.cleaned_data

    def _judge_speed(self, speed: float, metres: int) -> None:
        fastest = FASTEST_SPRINT_M_PER_S if metres <= SPRINT_M else FASTEST_M_PER_S
        if speed > fastest:
            self.add_error("duration", "Nobody has run that fast. Is it minutes, or hours?")
        elif speed < SLOWEST_M_PER_S:
            self.add_error("duration", "That is slower than a stroll. Is it hours, or minutes?")

    def columns(self) -> dict[str, Any]:
        """What to write into the run; asked of a valid form only."""
        hidden = {"idem", "version"} | ({"fast"} - (self.data.keys() & self.changed_data))
        names = [name for name in self.fields if name not in hidden]
        told = {COLUMNS.get(name, name): self.cleaned_data[name] for name in names}
        return told | {"kind_guessed": False}  # whoever saves the form has seen the guess

    @property
    def key(self) -> UUID:
        """Tells a form sent twice from a second run."""
        return self.cleaned_data["idem"] or uuid4()

    def differing(self) -> list[str]:
        """Names of the visible fields that were typed otherwise than the run has them."""
        return [name for name in self.changed_data if not self[name].is_hidden]

    def differences(self) -> list[Difference]:
        """The same for reading, with what is stored."""
        return [difference(self, name) for name in self.differing()]


def _shown(run: Run) -> dict[str, Any]:
    names = [*RunForm.base_fields, "distance_m", "duration_s"]
    values = {name: getattr(run, name) for name in names if hasattr(run, name)}
    measured = {"distance": run.distance_m, "duration": run.duration_s, "fast": run.fast_s or None}
    return values | measured


def _wished(prefill: Mapping[str, str]) -> dict[str, Any]:
    """What an address asks to be filled in: a planned item links here with its numbers."""
    wished: dict[str, Any] = {}
    for name in WHOLE:
        value = prefill.get(name, "")
        if value.isascii() and value.isdigit() and 0 < len(value) <= 6:
            wished[name] = int(value)
    for name in ("kind", "date"):
        if prefill.get(name):
            wished[name] = prefill[name]
    return wished
