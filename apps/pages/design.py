"""What the page of components shows: every token by name, and every part in every state."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from apps.accounts.models import Profile
from apps.pages.forms import LimitForm
from apps.pages.sample import Sample, sample
from apps.plans.items import STATE_WORDS, ItemView
from apps.runlog.forms.checkin import CheckInForm
from apps.runlog.forms.run import RunForm

COLOURS: Final = (
    ("Ground and ink", ("paper", "raised", "sunk", "ink", "ink-soft", "line", "line-strong")),
    ("One accent: the primary button, and now", ("accent", "accent-deep", "on-accent")),
    ("The track", ("track", "track-line", "run", "strength", "stretch")),
    ("The muscle", ("coral", "flesh")),
    ("Notices", ("info", "info-ground", "caution", "caution-ground", "stop", "stop-ground")),
)
SIZES: Final = (
    ("display", "Your running week"),
    ("title", "23 to 29 November"),
    ("lead", "Easy 40 min. Talk the whole way."),
    ("text", "Strength moved to Thursday: your hamstring was 5/10 after yesterday."),
    ("small", "Moderate evidence, shown in runners."),
)
ROOM: Final = tuple((f"s{n}", px) for n, px in enumerate((4, 8, 12, 16, 24, 32, 48, 72), start=1))
ICONS: Final = (
    *("today", "week", "log", "runs", "routines", "trends", "learn", "more"),
    *("run", "strength", "stretch", "mobility", "rest", "checkin", "done", "next", "back", "file"),
)
LIGHTS: Final = ("", "day", "night")
"""As the device says, or one of the two whatever it says."""


@dataclass(frozen=True, slots=True)
class Gallery:
    """The forms and views that the page draws with the product's own templates."""

    sample: Sample
    items: tuple[ItemView, ...]
    empty: RunForm
    wrong: RunForm
    check: CheckInForm
    limit: LimitForm


def gallery(today: date) -> Gallery:
    """Everything made up, nothing from the database."""
    shown, profile = sample(today), Profile(units="km", time_zone="UTC")
    bad: dict[str, Any] = {"date": "yesterday", "distance": "far", "rpe": "4", "duration": "45"}
    made = Gallery(
        sample=shown,
        items=_in_every_state(shown.today),
        empty=RunForm(profile=profile),
        wrong=RunForm(bad, profile=profile),
        check=CheckInForm(today=today),
        limit=LimitForm({"kind": "runs", "runs": "9"}, today=today, unit="km"),
    )
    # Four forms on one page: each names its fields by itself.
    for name in ("wrong", "check", "limit"):
        getattr(made, name).auto_id = f"{name}_%s"
    return made


def _in_every_state(item: ItemView) -> tuple[ItemView, ...]:
    return tuple(
        replace(item, id=f"{state}-{item.id}", state=state, state_words=words, waits_for_gate=False)
        for state, words in STATE_WORDS.items()
    )
