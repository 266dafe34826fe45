"""News from below: each asks for a plan, and a wish for a plan rings for a worker."""

from typing import Any

from django.dispatch import receiver

from apps.accounts.models import User
from apps.accounts.signals import onboarding_finished, profile_changed
from apps.lib.bell import ring_after_commit
from apps.plans import tasks
from apps.plans.models import Because, PlanRevision
from apps.plans.services import (
    follow_profile,
    mark_played,
    request_plans_for_news,
    request_plans_from_today,
    set_clock,
    tell_calendars,
)
from apps.plans.signals import plan_revised, plan_wanted
from apps.routines.models import GuidedSession
from apps.routines.signals import session_logged, session_played
from apps.runlog.signals import log_changed


@receiver(plan_wanted)
def ring_for_a_worker(*, job_id: int, because: str, **_: Any) -> None:
    ring_after_commit(tasks.bell_for(because), job_id)


@receiver(plan_revised)
def keep_calendars_in_step(*, revision: PlanRevision, **_: Any) -> None:
    tell_calendars(revision=revision)


@receiver(log_changed)
def replan_for_the_log(*, runner: User, cause: str, **_: Any) -> None:
    request_plans_for_news(runner=runner, because=cause)


@receiver(session_logged)
def replan_for_a_session(*, runner: User, **_: Any) -> None:
    request_plans_from_today(runner=runner, because=Because.SESSION)


@receiver(session_played)
def mark_what_was_played(*, session: GuidedSession, share: float, **_: Any) -> None:
    if session.item:
        mark_played(
            runner=session.runner,
            item=session.item,
            day=session.date,
            kind=session.kind,
            share=share,
        )


@receiver(profile_changed)
def replan_for_the_profile(*, runner: User, **_: Any) -> None:
    set_clock(runner=runner)
    request_plans_from_today(runner=runner, because=Because.PROFILE)
    follow_profile(runner=runner)  # after the plan's row, in the order of a worker


@receiver(onboarding_finished)
def make_the_first_plan(*, runner: User, **_: Any) -> None:
    request_plans_from_today(runner=runner, because=Because.SIGNUP)
