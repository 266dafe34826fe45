"""Look at each runner's plan once a night, without being asked."""

import logging
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from apps.accounts.models import Profile, User
from apps.lib import clock
from apps.lib.clock import DAY, WEEK
from apps.lib.localtime import wall_to_utc
from apps.plans.models import Because, Plan, PlanClock
from apps.plans.queries import today_and_week_start, undone_items
from apps.plans.services.asking import request_plan
from apps.plans.services.making import SPENT
from apps.routines.services import close_left_over

log = logging.getLogger(__name__)

AT_ONCE: Final = 200
NIGHT_HOUR: Final = 3
"""Late enough to lie behind every change of the clocks and a late evening's log."""
LATER: Final = timedelta(hours=1)


def plan_ahead() -> int:
    """See to a batch of runners whose night has come; answers how many there were."""
    now = clock.now()
    due = PlanClock.objects.filter(next_at__lte=now).select_related("runner__profile")
    batch = list(due.order_by("next_at")[:AT_ONCE])
    for one in batch:
        try:
            _look(one, now)
        except SPENT:
            raise
        except Exception:
            # One runner's fault must not stop the night of all behind them.
            log.exception("runner %s could not be planned ahead", one.runner_id)
            PlanClock.objects.filter(pk=one.pk).update(next_at=now + LATER)
    return len(batch)


def set_clock(*, runner: User) -> None:
    """Start or set the runner's clock, as after a change of the time zone."""
    profile = Profile.objects.get(user=runner)
    if profile.is_started:
        PlanClock.objects.update_or_create(
            runner=runner, defaults={"next_at": next_night(profile, clock.now())}
        )


def next_night(profile: Profile, now: datetime) -> datetime:
    """The next instant at which it is three at night for the runner, and some minutes.

    The minutes come from the runner's id, so that a whole time zone does not wake at once.
    """
    wall = time(NIGHT_HOUR, profile.user_id % 60)
    today = clock.local_today(profile.time_zone)
    for day in (today, today + DAY):
        moment = wall_to_utc(day, wall, profile.time_zone)
        if moment > now:
            return moment
    return wall_to_utc(today + 2 * DAY, wall, profile.time_zone)


@transaction.atomic
def _look(one: PlanClock, now: datetime) -> None:
    """Claim the night and ask for what it needs; both or neither."""
    profile = one.runner.profile
    mine = PlanClock.objects.filter(pk=one.pk, next_at=one.next_at)
    if not mine.update(next_at=next_night(profile, now)):
        return
    today, start = today_and_week_start(profile)
    close_left_over(runner=one.runner, today=today)
    if _needs_a_look(profile, start, today):
        request_plan(runner=one.runner, week_start=start, because=Because.DAY)
    if today == start + WEEK - DAY:
        request_plan(runner=one.runner, week_start=start + WEEK, because=Because.EVE)


def _needs_a_look(profile: Profile, start: date, today: date) -> bool:
    """The week has no plan yet, it counts the days of a break, or yesterday holds something
    planned that nobody ticked.
    """
    runner, yesterday = profile.user, today - DAY
    plans = Plan.objects.filter(runner=runner, week_start=start, revision=F("revisions__number"))
    if plans.values_list("revisions__document__state", flat=True).first() in (None, "break"):
        return True
    its_week = clock.week_start_of(yesterday, profile.first_weekday)
    return bool(undone_items(runner, its_week, yesterday))
