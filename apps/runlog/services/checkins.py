"""How the leg is, once a day, and when a clinician cleared it."""

from datetime import date as local_date
from typing import Any

from django.db import transaction
from django.db.models import F

from apps.accounts.models import User
from apps.lib.conflict import Conflict
from apps.runlog.models import CheckIn, Clearance
from apps.runlog.signals import log_changed


@transaction.atomic
def record_checkin(
    *,
    runner: User,
    date: local_date,
    pain: int,
    tightness: int,
    version: int | None = None,
    **fields: Any,
) -> CheckIn:
    """Record how it is on this local date; a later one of the same day updates it.

    With `version`, the row must still be at it or Conflict is raised, and red flags that are no
    longer ticked go. Without, what was flagged and tested earlier that day stays: a short form that
    does not show the questions cannot take an answer back.
    """
    columns = {"pain": pain, "tightness": tightness, **fields}
    checkin, is_new = CheckIn.objects.select_for_update().get_or_create(
        runner=runner, date=date, defaults=columns
    )
    if not is_new:
        if version is None:
            flags = {*checkin.red_flags, *columns.get("red_flags", [])}
            columns["red_flags"] = sorted(flags)
            columns["gate"] = columns.get("gate") or checkin.gate
        if not _change(checkin, columns, version):
            return checkin
    log_changed.send(sender=CheckIn, runner=runner, date=date, cause="checkin")
    return checkin


@transaction.atomic
def withdraw_checkin(*, checkin: CheckIn) -> None:
    """Take a check back, as if nothing had been said that day."""
    runner, day = checkin.runner, checkin.date
    checkin.delete()
    log_changed.send(sender=CheckIn, runner=runner, date=day, cause="checkin")


@transaction.atomic
def record_clearance(*, runner: User, date: local_date) -> Clearance:
    """Record that a clinician cleared the runner on this date; twice is once.

    What was ticked that day is unticked: a sign that stands on it later was told after the visit.
    """
    clearance, is_new = Clearance.objects.get_or_create(runner=runner, date=date)
    ticked = CheckIn.objects.filter(runner=runner, date=date).exclude(red_flags=[])
    if ticked.update(red_flags=[], version=F("version") + 1) or is_new:
        log_changed.send(sender=Clearance, runner=runner, date=date, cause="clearance")
    return clearance


def _change(checkin: CheckIn, columns: dict[str, Any], version: int | None) -> bool:
    """Write what differs; answers whether anything did."""
    differing = {name: new for name, new in columns.items() if getattr(checkin, name) != new}
    if not differing:
        return False
    if version is not None and version != checkin.version:
        raise Conflict
    for name, new in differing.items():
        setattr(checkin, name, new)
    checkin.version += 1
    checkin.save()
    return True
