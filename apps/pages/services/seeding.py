"""Runners who do not exist, as many as wanted, with a history each: for benchmarks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import transaction

from apps.accounts.consent import VERSION
from apps.accounts.models import Profile, User
from apps.lib import clock
from apps.lib.bulk import write_lines
from apps.pages.made_up import (
    CHECKIN_COLUMNS,
    HISTORIES,
    RUN_COLUMNS,
    available,
    checkin_tails,
    run_tails,
    zone_of,
)
from apps.plans.models import PlanClock
from apps.plans.services.ahead import next_night
from apps.runlog.models import CheckIn, Run

BATCH: Final = 1000
CHECKINS: Final = 20
DOMAIN: Final = "@seed.hamstride.example"
NO_PASSWORD: Final = make_password(None)


@dataclass(frozen=True, slots=True)
class _Made:
    """A runner's number among the made-up ones, and the key of the row."""

    number: int
    pk: int


def seed_runners(*, count: int, runs: int) -> Iterator[int]:
    """Make runners who have filled the three screens, each with so many runs up to yesterday.

    Goes on behind those that are there. Each batch is a transaction; yields how many runners are
    made after each. Nobody is planned for: whoever wants plans asks the timetable.
    """
    first = User.objects.filter(email__endswith=DOMAIN).count()
    for start in range(first, first + count, BATCH):
        numbers = range(start, min(start + BATCH, first + count))
        with transaction.atomic():
            made = _make_users(numbers)
            _make_histories(made, runs)
        yield numbers.stop - first


def _make_users(numbers: Sequence[int]) -> list[_Made]:
    now = clock.now()
    users = User.objects.bulk_create(
        User(email=f"runner-{number}{DOMAIN}", password=NO_PASSWORD, date_joined=now)
        for number in numbers
    )
    made = [_Made(number, user.pk) for number, user in zip(numbers, users, strict=True)]
    profiles = [_profile(one, user, now) for one, user in zip(made, users, strict=True)]
    Profile.objects.bulk_create(profiles)
    PlanClock.objects.bulk_create(
        PlanClock(runner_id=profile.user_id, next_at=next_night(profile, now))
        for profile in profiles
    )
    return made


def _profile(one: _Made, user: User, now: datetime) -> Profile:
    return Profile(
        user=user,
        steps_done=3,
        started_at=now - timedelta(days=200),
        consent_version=VERSION,
        birth_year=1960 + one.number % 45,
        time_zone=zone_of(one.number),
        available=available(one.number),
        runs_per_week=3 + one.number % 3,
        goal_kind=Profile.Goal.BUILD if one.number % 2 else Profile.Goal.HEALTH,
        equipment=["mat", "band"],
    )


def _make_histories(made: Sequence[_Made], runs: int) -> None:
    today = clock.local_today("UTC")
    write_lines(Run, RUN_COLUMNS, _runs(made, runs, today))
    write_lines(CheckIn, CHECKIN_COLUMNS, _checkins(made, today))


def _runs(made: Sequence[_Made], runs: int, today: date) -> Iterator[str]:
    for one in made:
        # Ids of forms are random in life too, and so is where they go in the index.
        key = Random(one.pk).getrandbits(88) << 40  # noqa: S311
        tails = run_tails(one.number % HISTORIES, runs, today)
        for turn, tail in enumerate(tails):
            yield f"{tail}\t{key + turn:032x}\t{one.pk}\n"


def _checkins(made: Sequence[_Made], today: date) -> Iterator[str]:
    for one in made:
        for tail in checkin_tails(one.number % HISTORIES, CHECKINS, today):
            yield f"{tail}\t{one.pk}\n"
