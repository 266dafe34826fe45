"""Build a routine: a name, and exercises in an order; each press of a button sends all of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict

from apps.accounts.forms.section import Difference, day_widget
from apps.coach.catalogue import EXERCISES, Exercise
from apps.routines import words
from apps.routines.models import Routine
from apps.routines.queries.body import dose_of
from apps.routines.queries.exercises import exercise_groups

MOST: Final = 20
MOST_SETS: Final = 10
MOST_REPS: Final = 100
MOST_SECONDS: Final = 600
AHEAD: Final = dt.timedelta(days=56)
FULL: Final = f"A routine holds up to {MOST} exercises."


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise of the routine as it was typed; `wrong` says what its numbers need."""

    exercise: Exercise
    sets: str
    amount: str

    @property
    def unit(self) -> str:
        return "repetitions" if self.exercise.reps else "seconds"

    @property
    def most(self) -> int:
        return MOST_REPS if self.exercise.reps else MOST_SECONDS

    @property
    def wrong(self) -> str:
        if not _within(self.sets, MOST_SETS):
            return f"1 to {MOST_SETS} sets, please."
        return "" if _within(self.amount, self.most) else f"1 to {self.most} {self.unit}, please."

    def dose(self) -> dict[str, Any]:
        """As a session takes it, with the catalogue's tempo, rest and sides."""
        counted = "reps" if self.exercise.reps else "hold_s"
        told = {"sets": int(self.sets), counted: int(self.amount)}
        return dose_of(self.exercise, int(self.sets)) | told


def _within(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= most


class RoutineForm(forms.Form):
    name = forms.CharField(
        label="Name",
        max_length=80,
        error_messages={"required": "Give it a name that you will know it by."},
    )
    add = forms.ChoiceField(label="Add an exercise", required=False)
    idem = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, routine: Routine | None = None) -> None:
        shown: dict[str, Any] = {"idem": uuid4()}
        if routine:
            shown = {"name": routine.name, "version": routine.version}
        super().__init__(data, initial=shown)
        self.fields["add"].choices = _choices()  # type: ignore[attr-defined]  # a choice field
        stored = routine.exercises if routine else []
        self.rows = _typed(data) if data is not None else _stored(stored)

    @property
    def pressed(self) -> str:
        """The button: empty for the one that saves."""
        return str(self.data.get("do", ""))

    def rearranged(self) -> "RoutineForm":
        """The form after a button that saves nothing: up, down, remove or add; not validated."""
        act, _, place = self.pressed.partition(":")
        rows = list(self.rows)
        at = int(place) if place.isdigit() and len(place) < 3 else -1
        to = at + {"up": -1, "down": 1}.get(act, 0)
        if 0 <= at < len(rows) and 0 <= to < len(rows):
            row = rows.pop(at)
            if act != "remove":
                rows.insert(to, row)
        added = EXERCISES.get(str(self.data.get("add", "")))
        if act == "add" and added and len(rows) < MOST:
            rows.append(_row(dose_of(added, added.sets.low)))
        form = RoutineForm()
        form.initial = {key: self.data.get(key, "") for key in ("name", "idem", "version")}
        form.rows = rows
        return form

    def clean(self) -> dict[str, Any]:
        if not self.rows:
            raise forms.ValidationError("Add one exercise at least.")
        if len(self.rows) > MOST:
            raise forms.ValidationError(FULL)
        if any(row.wrong for row in self.rows):
            raise forms.ValidationError("Look at the numbers of the exercises once more.")
        return self.cleaned_data

    @property
    def key(self) -> UUID:
        """Tells a form sent twice from a second routine."""
        return self.cleaned_data["idem"] or uuid4()

    def told(self) -> dict[str, Any]:
        """What the services take; asked of a valid form only."""
        exercises = [row.dose() for row in self.rows]
        return {"name": self.cleaned_data["name"], "exercises": exercises}

    def differences(self, routine: Routine) -> list[Difference]:
        """What is stored now where it is not what was typed."""
        told = self.told()
        found = []
        if told["name"] != routine.name:
            found.append(Difference("Name", routine.name))
        if told["exercises"] != routine.exercises:
            found.append(Difference("Exercises", in_words(routine.exercises)))
        return found


class RoutineDayForm(forms.Form):
    date = forms.DateField(label="Day", widget=day_widget())

    def __init__(self, data: Mapping[str, Any] | None = None, *, today: dt.date) -> None:
        super().__init__(data, initial={"date": today})
        self.today = today
        last = today + AHEAD
        self.fields["date"].widget.attrs |= {"min": today.isoformat(), "max": last.isoformat()}

    def clean_date(self) -> dt.date:
        day: dt.date = self.cleaned_data["date"]
        if not self.today <= day <= self.today + AHEAD:
            raise forms.ValidationError("Choose a day of the next eight weeks.")
        return day


def in_words(doses: Sequence[Mapping[str, Any]]) -> str:
    """The exercises in one line: "Glider 2 × 4, each leg; …"."""
    return "; ".join(
        f"{EXERCISES[dose['slug']].name} {words.dose(dose)}"
        for dose in doses
        if dose["slug"] in EXERCISES
    )


def _choices() -> list[tuple[str, Any]]:
    groups = [
        (group["title"], [(page.slug, page.name) for page in group["exercises"]])
        for group in exercise_groups()
    ]
    return [("", "Choose"), *groups]


def _typed(data: QueryDict) -> list[Row]:
    lists = (data.getlist("slug"), data.getlist("sets"), data.getlist("amount"))
    rows = list(zip(*lists, strict=False))[: MOST + 1]
    return [Row(EXERCISES[slug], sets, count) for slug, sets, count in rows if slug in EXERCISES]


def _stored(doses: Sequence[Mapping[str, Any]]) -> list[Row]:
    return [_row(dose) for dose in doses if dose["slug"] in EXERCISES]


def _row(dose: Mapping[str, Any]) -> Row:
    return Row(EXERCISES[dose["slug"]], str(dose["sets"]), str(dose["reps"] or dose["hold_s"]))
