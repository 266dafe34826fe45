"""A runner's week as the landing page shows it: one that the coach's rules would allow."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["run", "strength", "stretch", "rest"]
State = Literal["planned", "done", "moved"]


@dataclass(frozen=True, slots=True)
class SampleItem:
    kind: Kind
    title: str
    figure: str
    unit: str
    state: State = "planned"
    note: str = ""


@dataclass(frozen=True, slots=True)
class SampleDay:
    name: str
    items: tuple[SampleItem, ...]
    today: bool = False


SAMPLE_WEEK = (
    SampleDay("Monday", (SampleItem("rest", "Rest", "", "", "done"),)),
    SampleDay(
        "Tuesday",
        (
            SampleItem("run", "Easy run", "6.5", "km", "done"),
            SampleItem("strength", "Strength", "25", "min", "done"),
        ),
    ),
    SampleDay("Wednesday", (SampleItem("stretch", "Stretching", "10", "min", "done"),)),
    SampleDay(
        "Thursday",
        (SampleItem("run", "Easy run", "7", "km", note="Shorter: 4/10 this morning"),),
        today=True,
    ),
    SampleDay(
        "Friday", (SampleItem("strength", "Strength", "20", "min", note="Holds only this time"),)
    ),
    SampleDay("Saturday", (SampleItem("rest", "Rest", "", ""),)),
    SampleDay("Sunday", (SampleItem("run", "Long run", "10.5", "km"),)),
)
