"""The kinds of reminders: what each is for, when it comes if nothing is said, and on which days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from apps.accounts.models import Profile
from apps.lib.clock import DAY
from apps.plans.rungs import RETEST
from apps.reminders.models import Kind


@dataclass(frozen=True, slots=True)
class About:
    """What is fixed for a kind.

    `at` and `is_on` hold until the runner chooses; `lasts` is how long after its hour a mail still
    makes sense; `falls_on` says whether the kind is for this local date; `has_days`: it may come on
    any weekday, so that the runner may choose among them.
    """

    title: str
    line: str
    at: time
    is_on: bool
    lasts: timedelta
    falls_on: Callable[[Profile, date], bool]
    has_days: bool = True


def _every_day(_profile: Profile, _day: date) -> bool:
    return True


def _on_the_eve(profile: Profile, day: date) -> bool:
    """The day before the runner's week begins."""
    return (day + DAY).weekday() == profile.first_weekday


def _on_the_first(_profile: Profile, day: date) -> bool:
    return day.day == 1


def _when_a_test_is_due(profile: Profile, day: date) -> bool:
    """Each four weeks after the last bridge test, or after the start where there was none."""
    last = profile.bridge_date
    if last is None and profile.started_at is not None:
        last = profile.started_at.date()
    return last is not None and day > last and (day - last) % RETEST == timedelta()


KINDS: Final[Mapping[Kind, About]] = {
    Kind.MORNING: About(
        "Today, in the morning",
        "What is on today, and why.",
        time(7, 0),
        is_on=True,
        lasts=timedelta(hours=3),
        falls_on=_every_day,
    ),
    Kind.CHECK: About(
        "The morning after",
        "After a hard day or a sore one: how is the leg? Not if you have said so already.",
        time(9, 0),
        is_on=True,
        lasts=timedelta(hours=3),
        falls_on=_every_day,
    ),
    Kind.ROUTINE: About(
        "After a run",
        "A few minutes that do the leg good after a long or hard run, if they are still open.",
        time(18, 30),
        is_on=False,
        lasts=timedelta(hours=3),
        falls_on=_every_day,
    ),
    Kind.EVENING: About(
        "In the evening",
        "A nudge towards something small, only if nothing is done yet.",
        time(18, 0),
        is_on=False,
        lasts=timedelta(hours=2),
        falls_on=_every_day,
    ),
    Kind.WEEK: About(
        "The week ahead",
        "The next seven days, on the eve of your week.",
        time(17, 0),
        is_on=True,
        lasts=timedelta(hours=6),
        falls_on=_on_the_eve,
        has_days=False,
    ),
    Kind.TEST: About(
        "The bridge test",
        "Every four weeks: two minutes that show how strong each leg is.",
        time(8, 0),
        is_on=True,
        lasts=timedelta(hours=12),
        falls_on=_when_a_test_is_due,
        has_days=False,
    ),
    Kind.MONTH: About(
        "The month gone by",
        "On the first of the month: what you ran, lifted and stretched.",
        time(8, 0),
        is_on=True,
        lasts=timedelta(hours=12),
        falls_on=_on_the_first,
        has_days=False,
    ),
}
"""What a runner can switch, in the order of a day; the mail that asks for a pause is not among
them."""

PAUSE_LASTS: Final = timedelta(hours=12)


def lasts(kind: str) -> timedelta:
    """How long after its hour a mail of this kind still makes sense."""
    return PAUSE_LASTS if kind == Kind.PAUSE else KINDS[Kind(kind)].lasts
