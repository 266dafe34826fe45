"""Second screen: when there is time, what for, and with what."""

from typing import Any

from django import forms

from apps.accounts.forms.section import SectionForm, day_widget
from apps.accounts.models import Profile
from apps.coach.rules.unknown_is_unsafe import TOLD_DAYS
from apps.lib import clock
from apps.lib.fields import WholeNumberField
from apps.lib.measures import DistanceField
from apps.lib.weekdays import DAY_NAMES

USUAL_MINUTES = {"mon": 45, "tue": 45, "wed": 45, "thu": 45, "fri": 45, "sat": 60, "sun": 90}
OWN_STEP = 2
"""The screen after which a profile holds the runner's own answers."""
TOLD = ("told_week", "told_longest")
"""What the log will say by itself before long."""
USUAL_EQUIPMENT = ["mat"]
EQUIPMENT = (
    ("mat", "Exercise mat, or a towel on the floor"),
    ("chair", "Sturdy chair"),
    ("bench", "Bench or step"),
    ("band", "Stretch band"),
    ("strap", "Strap or towel"),
    ("slider", "Sliders, or socks on a smooth floor"),
    ("anchor", "Something to hold my feet down, or a partner"),
    ("ball", "Exercise ball"),
    ("weights", "Dumbbells or a loaded backpack"),
    ("roller", "Foam roller"),
    ("gym", "A gym"),
)


def _minutes_field(day: str) -> WholeNumberField:
    return WholeNumberField(
        label=day,
        min_value=0,
        max_value=600,
        step=5,
        error_messages={"required": "Write the minutes; 0 for a day off."},
    )


def _is_fresh(profile: Profile) -> bool:
    """Whether what was told still counts; later it is asked anew."""
    told = profile.told_on
    return told is not None and (clock.local_today(profile.time_zone) - told).days < TOLD_DAYS


class WeekForm(SectionForm):
    mon, tue, wed, thu, fri, sat, sun = (_minutes_field(day) for day in DAY_NAMES.values())
    run_days = forms.MultipleChoiceField(
        label="Days you want to run",
        help_text="Leave all open and the plan chooses.",
        choices=[(day, name[:3]) for day, name in DAY_NAMES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    long_run_day = forms.ChoiceField(
        label="Day of the long run",
        choices=[("", "The plan may choose"), *DAY_NAMES.items()],
        required=False,
    )
    runs_per_week = forms.TypedChoiceField(
        label="Runs in a week",
        choices=[("", "The plan may choose"), *((str(n), str(n)) for n in range(1, 8))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    told_week = DistanceField(label="Distance of a usual week", required=False)
    told_longest = DistanceField(label="Longest run of the last month", required=False)
    target_weekly = DistanceField(
        label="Distance you would like to run in a week",
        help_text="May be left empty. The plan goes there step by step.",
        required=False,
    )
    goal_kind = forms.ChoiceField(
        label="What for?", choices=Profile.Goal.choices, widget=forms.RadioSelect
    )
    race_date = forms.DateField(
        label="Date of the race", help_text="For a race only.", required=False, widget=day_widget()
    )
    race_distance = DistanceField(
        label="Distance of the race", help_text="For a race only.", required=False
    )
    equipment = forms.MultipleChoiceField(
        label="What do you have at hand?",
        help_text="A towel on the floor counts as a mat: most exercises need it.",
        choices=EQUIPMENT,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wants_stretch = forms.BooleanField(label="I like to stretch", required=False)
    wants_roll = forms.BooleanField(label="I like to foam roll", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.profile.experience == Profile.Experience.NOVICE:
            for name in TOLD:
                del self.fields[name]
        for name in (*TOLD, "target_weekly", "race_distance"):
            field = self.fields.get(name)
            if isinstance(field, DistanceField):
                field.units = self.profile.units
                field.label = f"{field.label} ({self.profile.units})"

    @staticmethod
    def stored_in(profile: Profile) -> dict[str, Any]:
        return {
            **(profile.available or USUAL_MINUTES),
            "run_days": profile.run_days or [],
            "long_run_day": profile.long_run_day,
            "runs_per_week": profile.runs_per_week,
            "told_week": profile.told_week_m if _is_fresh(profile) else None,
            "told_longest": profile.told_longest_m if _is_fresh(profile) else None,
            "target_weekly": profile.target_weekly_m,
            "goal_kind": profile.goal_kind,
            "race_date": profile.race_date,
            "race_distance": profile.race_distance_m,
            "equipment": profile.equipment if profile.steps_done >= OWN_STEP else USUAL_EQUIPMENT,
            "wants_stretch": profile.wants_stretch,
            "wants_roll": profile.wants_roll,
        }

    @property
    def day_fields(self) -> list[forms.BoundField]:
        """The seven days, from the one on which the runner's week begins."""
        names = list(DAY_NAMES)
        first = self.profile.first_weekday
        return [self[name] for name in names[first:] + names[:first]]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        apart = (*DAY_NAMES, *TOLD)
        return [bound for bound in self.visible_fields() if bound.name not in apart]

    @property
    def told_fields(self) -> list[forms.BoundField]:
        """How far one runs now; nobody who is new to running is asked."""
        return [self[name] for name in TOLD if name in self.fields]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if all(cleaned.get(day) == 0 for day in DAY_NAMES):
            self.add_error(None, "Give at least one day some minutes.")
        self._clean_days(cleaned)
        self._clean_told(cleaned)
        if cleaned.get("goal_kind") == Profile.Goal.RACE:
            self._clean_race(cleaned)
        return cleaned

    def _clean_days(self, cleaned: dict[str, Any]) -> None:
        wanted, long_day = cleaned.get("run_days", []), cleaned.get("long_run_day")
        for day in wanted:
            if cleaned.get(day) == 0:
                self.add_error(
                    "run_days", f"{DAY_NAMES[day]} has no minutes. Give it some, or untick it."
                )
        if long_day and cleaned.get(long_day) == 0:
            self.add_error("long_run_day", f"{DAY_NAMES[long_day]} has no minutes yet.")
        if long_day and wanted and long_day not in wanted:
            self.add_error("long_run_day", "Choose one of the days you want to run.")

    def _clean_told(self, cleaned: dict[str, Any]) -> None:
        given = [name for name in TOLD if cleaned.get(name)]
        if len(given) == 1:
            empty = next(name for name in TOLD if name not in given)
            if empty in cleaned:
                self.add_error(empty, "Write this one too, or leave both empty.")

    def _clean_race(self, cleaned: dict[str, Any]) -> None:
        if "race_date" in cleaned and not cleaned["race_date"]:
            self.add_error("race_date", "When is the race?")
        elif cleaned.get("race_date") and cleaned["race_date"] < self.today:
            self.add_error("race_date", "That day has gone by. Choose the next race's.")
        if "race_distance" in cleaned and not cleaned["race_distance"]:
            self.add_error("race_distance", "How far is the race?")

    def columns(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        is_race = cleaned["goal_kind"] == Profile.Goal.RACE
        kept = ("long_run_day", "runs_per_week", "goal_kind", "equipment")
        return {name: cleaned[name] for name in (*kept, "wants_stretch", "wants_roll")} | {
            "available": {day: cleaned[day] for day in DAY_NAMES},
            "run_days": cleaned["run_days"] or None,
            **self._told_columns(),
            "target_weekly_m": cleaned["target_weekly"],
            "race_date": cleaned["race_date"] if is_race else None,
            "race_distance_m": cleaned["race_distance"] if is_race else None,
        }

    def _told_columns(self) -> dict[str, Any]:
        """The day is kept while the same is told: it was true then."""
        if not self.told_fields or not {*TOLD} & {*self.changed_data}:
            return {}
        week, longest = (self.cleaned_data[name] for name in TOLD)
        day = self.today if week else None
        return {"told_week_m": week, "told_longest_m": longest, "told_on": day}
