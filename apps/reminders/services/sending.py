"""Send what is due: claim, look again, hand over, write down what became of it.

Every step is a conditional UPDATE whose row count says whether this worker may go on, by the
database's clock; it means the same on SQLite and PostgreSQL. A worker that dies before the mail is
complete leaves a claim that runs out and is taken up again; one that dies after it leaves
`unknown`, which is never resent, unless the mail service knows the mail by our key.
"""

import logging
from contextlib import closing
from datetime import datetime, timedelta
from typing import Final

from django.core.mail import EmailMultiAlternatives
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from apps.lib import clock
from apps.reminders import mails, queries, standing
from apps.reminders.models import Kind, Reminder
from apps.reminders.postbox import Away, Lost, Postbox, Refused, choose
from apps.reminders.services.mailbox import flag_address
from apps.reminders.verdicts import Expire, Silence, Skip, Wait

log = logging.getLogger(__name__)

BATCH: Final = 200
LEASE: Final = timedelta(minutes=5)
"""After this a claim of which nothing was heard is free again."""
LONGEST_PAUSE_MIN: Final = 30
TIME_FOR_A_TURN: Final = timedelta(seconds=20)

State = Reminder.State
NOT_SENT: Final = (State.CANCELLED, State.EXPIRED, State.FAILED)


def send_due() -> bool:
    """Send what is due for at most 20 seconds; answers whether there is more to do at once."""
    stop = clock.now() + TIME_FOR_A_TURN
    while rows := queries.waiting(BATCH):
        with closing(choose()) as postbox:
            for pk, state in rows:
                if clock.now() > stop:
                    return True
                if not _see_to(pk, state, postbox):
                    return False
    return False


def _see_to(pk: int, state: str, postbox: Postbox) -> bool:
    """See to one row that waits; False if the mail server is away and the others need not try."""
    if state == State.HANDING_OVER and not postbox.is_keyed:
        _give_up_on(pk)
        return True
    return not _claim(pk, state) or _settle(pk, postbox)


def _settle(pk: int, postbox: Postbox) -> bool:
    """See to a claimed row; answers as `_see_to`."""
    look = queries.second_look(pk)
    reminder = look.reminder
    if reminder.is_unsure and not postbox.is_keyed:
        _end(reminder, State.UNKNOWN, reminder.note)
        return True
    mail = _mail_of(look)
    if mail is None:
        return True
    try:
        postbox.open()
    except Away as error:
        log.warning("the mail server is away: %s", error)
        _put_back(reminder, f"The mail server was away: {error}")
        return False
    _hand_over(reminder, mail, postbox)
    return True


def _mail_of(look: queries.SecondLook) -> EmailMultiAlternatives | None:
    """The mail, or None if there is none to send now; then the reason is written down."""
    reminder = look.reminder
    try:
        standing.check(look)
        return mails.write(reminder)
    except Skip as why:
        _end(reminder, State.CANCELLED, str(why))
    except Expire as why:
        _end(reminder, State.EXPIRED, str(why))
    except Wait as why:
        _put_back(reminder, str(why), why.until)
    except Silence as silence:
        _ask_for_a_pause(reminder, silence.since)
        _end(reminder, State.CANCELLED, str(silence))
    except Exception:
        # One mail that cannot be written must not keep the others back.
        log.exception("reminder %s could not be written", reminder.pk)
        _put_back(reminder, "The mail could not be written.")
    return None


def _hand_over(reminder: Reminder, mail: EmailMultiAlternatives, postbox: Postbox) -> None:
    message_id = mail.extra_headers["Message-ID"]
    try:
        postbox.send(mail, message_id.strip("<>"), lambda: _commit(reminder, message_id))
    except Away as error:
        _put_back(reminder, f"The line to the mail server broke in time: {error}")
    except Refused as error:
        _refused(reminder, error)
    except Lost as error:
        note = f"The connection was lost: {error}"
        if postbox.is_keyed:
            _put_back(reminder, note, is_unsure=True)
        else:
            _end(reminder, State.UNKNOWN, note)
    else:
        _end(reminder, State.SENT, "", only=State.HANDING_OVER)


def _commit(reminder: Reminder, message_id: str) -> bool:
    """The last word before the mail may be taken; False where the claim has run out."""
    rows = _held(reminder).filter(state=State.CLAIMED)
    told = {"state": State.HANDING_OVER, "message_id": message_id, "next_at": Now() + LEASE}
    return bool(rows.update(**told))


def _refused(reminder: Reminder, error: Refused) -> None:
    if error.no_such_address:
        flag_address(runner=reminder.runner, address=reminder.runner.email, words=str(error))
    if error.for_good:
        _end(reminder, State.FAILED, f"The mail server refused it: {error}")
    else:
        _put_back(reminder, f"The mail server put it off: {error}")


def _ask_for_a_pause(reminder: Reminder, since: datetime) -> None:
    """One mail for each silence: its local date is the day from which nothing was heard."""
    now = clock.now()
    Reminder.objects.get_or_create(
        runner=reminder.runner,
        kind=Kind.PAUSE,
        local_date=queries.local_date(reminder.runner, since),
        defaults={"due_at": now, "next_at": now},
    )


def _claim(pk: int, state: str) -> bool:
    """Whether this worker and no other now holds the row."""
    rows = Reminder.objects.filter(pk=pk, state=state, next_at__lte=Now())
    claim = {"state": State.CLAIMED, "claimed_at": Now(), "next_at": Now() + LEASE}
    if state == State.HANDING_OVER:
        claim["is_unsure"] = True
    return bool(rows.update(**claim, attempts=F("attempts") + 1))


def _give_up_on(pk: int) -> None:
    rows = Reminder.objects.filter(pk=pk, state=State.HANDING_OVER, next_at__lte=Now())
    note = "The worker ended while it handed the mail over."
    rows.update(state=State.UNKNOWN, ended_at=Now(), note=note)


def _end(reminder: Reminder, state: State, note: str, only: State | None = None) -> None:
    """Close the row; what may have been sent before does not end as not sent."""
    if reminder.is_unsure and state in NOT_SENT:
        state = State.UNKNOWN
    rows = _held(reminder).filter(state=only) if only else _held(reminder)
    rows.update(state=state, note=note[:300], ended_at=Now())


def _put_back(
    reminder: Reminder, note: str, until: datetime | None = None, *, is_unsure: bool = False
) -> None:
    """Due again at `until`, or after a pause that doubles from a minute to half an hour."""
    pause = timedelta(minutes=min(2 ** (reminder.attempts - 1), LONGEST_PAUSE_MIN))
    told = {"state": State.DUE, "note": note[:300], "next_at": until or Now() + pause}
    _held(reminder).update(**told, is_unsure=reminder.is_unsure or is_unsure)


def _held(reminder: Reminder) -> QuerySet[Reminder]:
    """The row, as long as this worker's claim stands."""
    return Reminder.objects.filter(
        pk=reminder.pk,
        state__in=(State.CLAIMED, State.HANDING_OVER),
        attempts=reminder.attempts,
    )
