"""Act on a button of a mail, once, and take it back."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction

from apps.accounts.models import User
from apps.lib import clock
from apps.plans.queries import item_view
from apps.plans.services import NoSuchItemError, mark_item
from apps.plans.services.marking import UNDO
from apps.reminders.answers import SCALE, Button, Purpose
from apps.reminders.kinds import KINDS
from apps.reminders.models import Answer, Kind
from apps.reminders.services import mailbox, wishes
from apps.runlog import services as runlog
from apps.runlog.models import CheckIn

Before = dict[str, Any]


class NothingSaidError(ValueError):
    """The button asks for a number from 0 to 10, and none came with it."""


@transaction.atomic
def press(*, runner: User, button: Button, said: str = "") -> None:
    """Do what the button says; pressed again it does nothing more, until it was taken back.

    `said` is the number where the button's page asks for one. Raises `NothingSaidError`,
    `NoSuchItemError` where the plan no longer holds the item, and `NotYetError`.
    """
    mailbox.hear(runner=runner)
    if button.purpose in SWITCHES:
        SWITCHES[button.purpose][0](runner, button)
        return
    row, is_new = Answer.objects.select_for_update().get_or_create(runner=runner, key=button.key)
    if is_new or row.undone_at:
        row.before = ACTS[button.purpose](runner, button, said)
        row.answered_at, row.undone_at = clock.now(), None
        row.save()


@transaction.atomic
def take_back(*, runner: User, button: Button) -> None:
    """Undo what the button did; what the runner has changed since by other ways stays."""
    if button.purpose in SWITCHES:
        SWITCHES[button.purpose][1](runner, button)
        return
    rows = Answer.objects.select_for_update()
    row = rows.filter(runner=runner, key=button.key, undone_at=None).first()
    if row is not None:
        UNDOES[button.purpose](runner, button, row.before)
        row.undone_at = clock.now()
        row.save()


def _mark(runner: User, button: Button, _said: str) -> Before:
    found = item_view(runner, button.about)
    if found is None:
        raise NoSuchItemError(button.about)
    if found[1].state == button.value:
        return {"stood": True}
    mark = runner.item_marks.filter(item=button.about).first()
    mark_item(runner=runner, item=button.about, state=button.value)
    return {"state": mark.state, "reason": mark.reason} if mark else {}


def _unmark(runner: User, button: Button, before: Mapping[str, Any]) -> None:
    mark = runner.item_marks.filter(item=button.about).first()
    if not before.get("stood") and mark and mark.state == button.value:
        told = {"state": before.get("state", UNDO), "reason": before.get("reason", "")}
        mark_item(runner=runner, item=button.about, **told)


def _hurt(runner: User, button: Button, said: str) -> Before:
    """A pain told of an item counts for its day, unless worse was told of that day."""
    found = item_view(runner, button.about)
    if found is None:
        raise NoSuchItemError(button.about)
    if said not in map(str, SCALE):
        raise NothingSaidError
    day = min(found[1].date, clock.local_today(runner.profile.time_zone))
    known = runner.checkins.filter(date=day).first()
    return _check(runner, day, max(int(said), known.pain if known else 0))


def _morning(runner: User, button: Button, _said: str) -> Before:
    return _check(runner, date.fromisoformat(button.about), int(button.value))


def _check(runner: User, day: date, pain: int) -> Before:
    """Note the pain of a day. Tightness that nobody told counts as high as the pain: the coach
    reads the higher of the two, so it changes nothing."""
    known = runner.checkins.select_for_update().filter(date=day).first()
    before = {"pain": known.pain, "tightness": known.tightness} if known else {}
    tightness = known.tightness if known else pain
    told = runlog.record_checkin(runner=runner, date=day, pain=pain, tightness=tightness)
    return {"date": day.isoformat(), "version": told.version, "told": before}


def _uncheck(runner: User, _button: Button, before: Mapping[str, Any]) -> None:
    day = date.fromisoformat(before["date"])
    known = CheckIn.objects.select_for_update().filter(runner=runner, date=day).first()
    if known is None or known.version != before["version"]:
        return
    if before["told"]:
        runlog.record_checkin(runner=runner, date=day, **before["told"])
    else:
        runlog.withdraw_checkin(checkin=known)


def _switch(runner: User, kind: Kind, *, on: bool) -> None:
    """A kind that cannot be chosen, the question whether to pause, is answered by a pause."""
    if kind not in KINDS:
        (mailbox.resume if on else mailbox.pause)(runner=runner)
    else:
        (wishes.switch_on if on else wishes.switch_off)(runner=runner, kind=kind)


ACTS: Final[Mapping[Purpose, Callable[[User, Button, str], Before]]] = {
    Purpose.MARK: _mark,
    Purpose.HURT: _hurt,
    Purpose.MORNING: _morning,
}
UNDOES: Final[Mapping[Purpose, Callable[[User, Button, Mapping[str, Any]], None]]] = {
    Purpose.MARK: _unmark,
    Purpose.HURT: _uncheck,
    Purpose.MORNING: _uncheck,
}
Switch = Callable[[User, Button], None]
SWITCHES: Final[Mapping[Purpose, tuple[Switch, Switch]]] = {
    Purpose.UNSUBSCRIBE: (
        lambda runner, button: _switch(runner, Kind(button.about), on=False),
        lambda runner, button: _switch(runner, Kind(button.about), on=True),
    ),
    Purpose.PAUSE: (
        lambda runner, _: mailbox.pause(runner=runner),
        lambda runner, _: mailbox.resume(runner=runner),
    ),
    Purpose.KEEP: (
        lambda runner, _: mailbox.resume(runner=runner),
        lambda runner, _: mailbox.pause(runner=runner),
    ),
}
"""What is on or off, and so is the same however often it is pressed: the press, and its undoing."""
