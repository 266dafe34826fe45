"""A day of the plan as a mail needs it."""

from dataclasses import dataclass
from datetime import date

from apps.plans.items import ItemView

LEFT = ("planned", "moved", "half")


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What the plan says of one local date; `rests` when it asks to see a doctor first,
    `is_checked` once the morning check is there.
    """

    date: date
    headline: str
    rests: bool
    is_checked: bool
    items: tuple[ItemView, ...]

    @property
    def to_do(self) -> tuple[ItemView, ...]:
        """What is planned and not done; nothing while the plan rests."""
        if self.rests:
            return ()
        return tuple(item for item in self.items if item.is_training and item.state in LEFT)

    @property
    def is_done(self) -> bool:
        """There was something to do, and nothing of it is left."""
        return not self.rests and not self.to_do and any(item.is_training for item in self.items)

    @property
    def is_rest(self) -> bool:
        """A day of rest, with or without a stretch for those who like."""
        return not self.to_do or any(item.kind == "rest" for item in self.items)

    @property
    def rest_words(self) -> str:
        """What a day without a run is called: with strength work on it, it is no rest."""
        lifts = any(item.kind == "strength" for item in self.to_do)
        return "No running today" if lifts else "Rest today"

    @property
    def rest_why(self) -> str:
        """Why a day of rest is one."""
        reasons = [why.text for item in self.items if item.kind == "rest" for why in item.why]
        return reasons[0] if reasons else ""
