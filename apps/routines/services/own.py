"""Own routines: save, change, delete, put on a day, start."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from apps.accounts.models import User
from apps.coach.catalogue import EXERCISES
from apps.lib import clock
from apps.lib.conflict import Conflict
from apps.routines.models import GuidedSession, Routine, RoutineDay
from apps.routines.queries.body import body_of
from apps.routines.services.playing import start_session
from apps.routines.words import kind_of

Doses = Sequence[Mapping[str, Any]]


class NothingLeftError(Exception):
    """No exercise of the routine is one for today: an injury or today's pain is against it."""


@transaction.atomic
def add_routine(*, runner: User, idem: UUID, name: str, exercises: Doses) -> Routine:
    """Save a new routine; the same form sent again gives the one that is there."""
    told = {"name": name, "exercises": list(exercises)}
    return Routine.objects.get_or_create(runner=runner, idem=idem, defaults=told)[0]


@transaction.atomic
def change_routine(*, routine: Routine, version: int, name: str, exercises: Doses) -> None:
    """Write the routine anew; raises Conflict where it is no longer at `version`."""
    rows = Routine.objects.filter(pk=routine.pk, version=version)
    if not rows.update(name=name, exercises=list(exercises), version=F("version") + 1):
        raise Conflict


def delete_routine(*, routine: Routine) -> None:
    """Delete it and its days to come; what was done from it stays in the log."""
    routine.delete()


def put_on_day(*, routine: Routine, day: date) -> RoutineDay:
    return RoutineDay.objects.get_or_create(routine=routine, date=day)[0]


def take_off_day(*, routine: Routine, day: date) -> None:
    RoutineDay.objects.filter(routine=routine, date=day).delete()


@transaction.atomic
def start_routine(*, routine: Routine) -> tuple[GuidedSession, list[str]]:
    """Start it today, or go on with it; with the names of what is left out for an injury's sake.

    Once it has ended it can be started again on the same day. Raises `NothingLeftError`.
    """
    runner, body = routine.runner, body_of(routine.runner)
    known = [(dose, EXERCISES[dose["slug"]]) for dose in routine.exercises if _is_known(dose)]
    doses = [dose for dose, exercise in known if body.bears(exercise)]
    left_out = [exercise.name for dose, exercise in known if dose not in doses]
    today = clock.local_today(runner.profile.time_zone)
    hurt = Q(pain__gt=body.ceiling) | Q(sudden=True)
    if not doses or runner.sessions.filter(hurt, date=today).exists():
        raise NothingLeftError
    origin = f"routine:{routine.pk}:{today.isoformat()}"
    ended = runner.guided_sessions.filter(origin__startswith=origin).exclude(state="open").count()
    session = start_session(
        runner=runner,
        origin=f"{origin}:{ended}",
        purpose=GuidedSession.Purpose.OWN,
        date=today,
        kind=kind_of(doses),
        title=routine.name,
        doses=doses,
    )
    return session, left_out


def _is_known(dose: Mapping[str, Any]) -> bool:
    return dose["slug"] in EXERCISES
