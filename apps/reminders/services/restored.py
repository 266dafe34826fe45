"""After a backup was brought back, or an account came from elsewhere: what may have been sent there
is not sent again.
"""

from typing import Final

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from apps.accounts.models import User
from apps.lib import clock
from apps.reminders.models import Reminder
from apps.reminders.services.making import make_reminders, remake

NOTE: Final = "Brought back from a backup: it may have been sent before."

State = Reminder.State


@transaction.atomic
def after_restore() -> dict[str, int]:
    """Close every row whose time has come; answers how many expired and of how many nobody knows.

    Rows that were made and sent after the backup are missing from it, so they are made first: they
    would else be made later, and sent.
    """
    make_reminders()
    waiting = Reminder.objects.filter(state__in=Reminder.WAITING)
    begun = waiting.filter(Q(state=State.HANDING_OVER) | Q(is_unsure=True))
    unknown = begun.update(state=State.UNKNOWN, ended_at=Now(), note=NOTE, words=None)
    gone_by = waiting.filter(due_at__lte=clock.now())
    expired = gone_by.update(state=State.EXPIRED, ended_at=Now(), note=NOTE, words=None)
    return {"expired": expired, "unknown": unknown}


@transaction.atomic
def after_import(*, runner: User) -> None:
    """Nothing that the archive holds is sent, neither its rows nor its words: what is to come is
    made anew from the settings, in our own words.
    """
    rows = Reminder.objects.filter(runner=runner)
    rows.filter(state__in=Reminder.WAITING).delete()
    rows.update(words=None, is_unsure=False)
    remake(runner=runner)
