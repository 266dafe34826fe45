"""The words of the contract: what a field may say."""

from datetime import date
from typing import Literal, TypeAlias

Experience = Literal["novice", "regular", "experienced"]
GoalKind = Literal["health", "build", "race"]
Side = Literal["left", "right", "both"]
InjuryKind = Literal["strain", "tendon", "calf"]
Onset = Literal["sudden", "gradual"]
InjuryStatus = Literal["acute", "returning", "returned"]
RunKind = Literal["easy", "long", "tempo", "intervals", "hills", "race", "walk_run"]
RunType = Literal["easy", "recovery", "long", "tempo", "intervals", "hills", "race", "walk_run"]
SessionKind = Literal["strength", "stretch", "mobility"]
ItemKind = Literal["run", "strength", "stretch", "mobility", "rest", "checkin"]
LimitKind = Literal["runs", "longest", "no_fast", "no_running", "strength"]
FixedKind = Literal["run", "strength", "stretch", "rest"]
LoadClass = Literal["low", "mod", "high", "fast"]
StepKind = Literal["warmup", "run", "walk", "stride", "rep", "recovery", "cooldown"]
DoseSide = Literal["each", "both", "left", "right"]
Grade = Literal["A", "B", "C", "X"]
State = Literal["refer", "acute", "return", "tendon", "break", "ill", "niggle", "healthy"]
Phase = Literal["base", "build", "peak", "cutback", "taper", "recover"]
Status = Literal["ok", "see_a_doctor", "impossible"]
AlertLevel = Literal["info", "caution", "stop"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""In the order of `date.weekday()`."""
LocalDate: TypeAlias = date
"""For a class that has a field called `date` and one more date after it."""
