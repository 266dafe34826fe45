"""The way back as its pages show it, and what a page asks the runner besides the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from apps.coach import ladder
from apps.coach.rules.bridge_start import RETEST_DAYS
from apps.coach.strain import GATED_STAGE

RETEST: Final = timedelta(days=RETEST_DAYS)
OFFER_EVERY: Final = timedelta(days=7)
STRONG_ENOUGH: Final = ("healthy", "niggle", "break")
AGAINST_A_TEST: Final = ("S2", "S4", "S5")
"""Alerts of a leg that is sore today."""
NAMES: Final = {"tendon": "Step"}


BAR_LOW, BAR_HIGH, STEP_WIDE = 6, 26, 24


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    height: int
    is_climbed: bool


@dataclass(frozen=True, slots=True)
class RungView:
    """`tests_from` is the first day on which the small tests count, None where none are awaited."""

    name: str
    number: int
    of: int
    here: str
    opens: tuple[str, ...]
    tests_from: date | None

    @property
    def width(self) -> int:
        return self.of * STEP_WIDE

    @property
    def bars(self) -> tuple[Bar, ...]:
        """One bar for each rung, rising to the right."""
        rise = (BAR_HIGH - BAR_LOW) / (self.of - 1)
        heights = [round(BAR_LOW + rise * n) for n in range(self.of)]
        return tuple(
            Bar(1 + n * STEP_WIDE, 1 + BAR_HIGH - height, height, n < self.number)
            for n, height in enumerate(heights)
        )


def rung_of(document: Mapping[str, Any]) -> RungView | None:
    """Where a plan's runner stands on the way back; None where there is no way to go."""
    state, told = document.get("state", "healthy"), document["signals"]
    found = ladder.rung(state, document.get("stage"), told)
    if found is None:
        return None
    first = told.get("gate_from")
    return RungView(
        name=NAMES.get(state, "Stage"),
        number=found.number,
        of=found.of,
        here=found.here,
        opens=found.opens,
        tests_from=date.fromisoformat(first) if first else None,
    )


@dataclass(frozen=True, slots=True)
class Questions:
    """What the coach cannot know: whether a sudden pain was an injury, how an old one is now.

    `strain_on` and `old_strain` are days, `record_it` asks for the injury's form filled in.
    """

    strain_on: date | None
    old_strain: date | None
    record_it: str


def questions_of(document: Mapping[str, Any]) -> Questions:
    told = document["signals"]
    days = [told.get(name) for name in ("strain_on", "old_strain")]
    strain_on, old_strain = (date.fromisoformat(day) if day else None for day in days)
    filled = {"kind": "strain", "onset": "sudden", "status": "acute", "date": strain_on}
    return Questions(strain_on, old_strain, urlencode(filled) if strain_on else "")


def bridge_is_due(last: date | None, document: Mapping[str, Any], today: date) -> bool:
    """Whether the bridge test is four weeks old, or was never made, and nothing speaks against."""
    if last is not None and today - last < RETEST:
        return False
    if any(_is_sore(alert) for alert in document["alerts"]):
        return False
    state, stage = document.get("state"), document.get("stage") or 0
    return state in STRONG_ENOUGH or (state == "return" and stage >= GATED_STAGE)


def _is_sore(alert: Mapping[str, Any]) -> bool:
    return alert["rule"] in AGAINST_A_TEST and alert["level"] != "info"


def is_day_of_offer(last: date | None, started: date | None, today: date) -> bool:
    """Whether the test's day is today: four weeks after the last one, or the start where there was
    none, and once a week from then on until it is made.
    """
    first = last + RETEST if last is not None else started
    return first is not None and today >= first and (today - first) % OFFER_EVERY == timedelta()
