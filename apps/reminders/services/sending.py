"""Send what is due: claim, look again, hand over, write down what became of it.

Every step is a conditional UPDATE whose row count says whether this worker may go on, by the
database's clock; it means the same on SQLite and PostgreSQL. A worker that dies before the
handing over leaves a claim that runs out and is taken up again; one that dies during it leaves
`unknown`, which is never resent.
"""

import logging
from contextlib import closing
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from apps.lib import clock
from apps.reminders import mails, queries
from apps.reminders.models import Reminder
from apps.reminders.postbox import Away, Lost, Postbox, Refused
from apps.reminders.services.making import LATE

log = logging.getLogger(__name__)

BATCH = 200
LEASE = timedelta(minutes=5)  # after this a claim of which nothing was heard is free again
LONGEST_PAUSE_MIN = 30
TIME_FOR_A_TURN = timedelta(seconds=20)

State = Reminder.State


def send_due() -> bool:
    """Send what is due for at most 20 seconds; answers whether there is more to do at once."""
    stop = clock.now() + TIME_FOR_A_TURN
    while rows := queries.waiting(BATCH):
        with closing(Postbox()) as postbox:
            for pk, state in rows:
                if clock.now() > stop:
                    return True
                if state == State.HANDING_OVER:
                    _give_up_on(pk)
                elif _claim(pk) and not _settle(pk, postbox):
                    return False
    return False


def _settle(pk: int, postbox: Postbox) -> bool:
    """See to a claimed row; False if the mail server is away and the others need not be tried."""
    look = queries.second_look(pk, LATE)
    reminder = look.reminder
    try:
        mail = _mail_of(look)
        if mail is not None:
            postbox.open()
    except Away as error:
        log.warning("the mail server is away: %s", error)
        _put_back(reminder, f"The mail server was away: {error}")
        return False
    except Exception:
        # One mail that cannot be written must not keep the others back.
        log.exception("reminder %s could not be written", pk)
        _put_back(reminder, "The mail could not be written.")
        return True
    if mail is not None:
        _hand_over(reminder, mail, postbox)
    return True


def _mail_of(look: queries.SecondLook) -> EmailMultiAlternatives | None:
    """The mail, or None if there is none to send now; then the reason is written down."""
    reminder = look.reminder
    if look.is_late:
        _end(reminder, State.EXPIRED, reminder.note)
    elif not look.is_wanted:
        _end(reminder, State.CANCELLED, "Switched off.")
    elif (day := queries.day_of(reminder.runner, reminder.local_date)) is None:
        _put_back(reminder, "The plan of the day was not there yet.")
    elif day.is_done:
        _end(reminder, State.CANCELLED, "Everything was done already.")
    else:
        return mails.morning(reminder, day)
    return None


def _hand_over(reminder: Reminder, mail: EmailMultiAlternatives, postbox: Postbox) -> None:
    message_id = mail.extra_headers["Message-ID"]
    if not _held(reminder).update(
        state=State.HANDING_OVER, message_id=message_id, next_at=Now() + LEASE
    ):
        return  # the claim ran out and someone else has it
    try:
        postbox.send(mail)
    except Refused as error:
        if error.for_good:
            _end(reminder, State.FAILED, f"The mail server refused it: {error}")
        else:
            _put_back(reminder, f"The mail server put it off: {error}")
    except Lost as error:
        _end(reminder, State.UNKNOWN, f"The connection was lost: {error}")
    else:
        _end(reminder, State.SENT, "")


def _claim(pk: int) -> bool:
    """Whether this worker and no other now holds the row."""
    rows = Reminder.objects.filter(pk=pk, state__in=(State.DUE, State.CLAIMED), next_at__lte=Now())
    claimed = rows.update(
        state=State.CLAIMED, claimed_at=Now(), next_at=Now() + LEASE, attempts=F("attempts") + 1
    )
    return bool(claimed)


def _give_up_on(pk: int) -> None:
    rows = Reminder.objects.filter(pk=pk, state=State.HANDING_OVER, next_at__lte=Now())
    note = "The worker ended while it handed the mail over."
    rows.update(state=State.UNKNOWN, ended_at=Now(), note=note)


def _end(reminder: Reminder, state: State, note: str) -> None:
    _held(reminder).update(state=state, note=note[:300], ended_at=Now())


def _put_back(reminder: Reminder, note: str) -> None:
    """Due again after a pause that doubles from a minute to half an hour."""
    pause = timedelta(minutes=min(2 ** (reminder.attempts - 1), LONGEST_PAUSE_MIN))
    _held(reminder).update(state=State.DUE, note=note[:300], next_at=Now() + pause)


def _held(reminder: Reminder) -> QuerySet[Reminder]:
    """The row, as long as this worker's claim stands."""
    return Reminder.objects.filter(
        pk=reminder.pk,
        state__in=(State.CLAIMED, State.HANDING_OVER),
        attempts=reminder.attempts,
    )
