"""Send what is due: claim, look again, hand over, write down what became of it.

Every step is a conditional UPDATE whose row count says whether this worker may go on, by the
database's clock; it means the same on SQLite and PostgreSQL. A worker that dies before the mail is
complete leaves a claim that runs out and is taken up again; one that dies after it leaves
`unknown`, which is never resent, unless the mail service knows the mail by our key.
"""

import logging
from collections import deque
from collections.abc import Collection
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.mail import EmailMultiAlternatives
from django.db.models.functions import Now

from apps.lib import clock
from apps.reminders import mails, queries, standing
from apps.reminders.models import Kind, Reminder
from apps.reminders.postbox import Away, Lost, Postbox, Refused, choose
from apps.reminders.services.claiming import LEASE, claim, give_up_on_doubtful, held, release
from apps.reminders.services.mailbox import flag_address
from apps.reminders.verdicts import Expire, Silence, Skip, Wait

log = logging.getLogger(__name__)

LONGEST_PAUSE_MIN: Final = 30
TIME_FOR_A_TURN: Final = timedelta(seconds=20)

State = Reminder.State
NOT_SENT: Final = (State.CANCELLED, State.EXPIRED, State.FAILED)


def send_due() -> bool:
    """Send what is due for at most 20 seconds; answers whether there is more to do at once."""
    stop = clock.now() + TIME_FOR_A_TURN
    if not queries.is_anything_due():
        return False
    with closing(choose()) as postbox:
        if not postbox.is_keyed:
            give_up_on_doubtful()
        while clock.now() < stop:
            claimed = claim(takes_doubtful=postbox.is_keyed)
            if not claimed or not _see_to(claimed, postbox, stop):
                return False
    return True


def _see_to(claimed: Collection[int], postbox: Postbox, stop: datetime) -> bool:
    """See to claimed rows and give back those not come to; False if the mail server is away."""
    looks = deque(queries.second_looks(claimed))
    try:
        while looks and clock.now() < stop:
            if not _settle(looks.popleft(), postbox):
                return False
        return True
    finally:
        release(look.reminder for look in looks)


def _settle(look: queries.SecondLook, postbox: Postbox) -> bool:
    """See to a claimed row; False if the mail server is away and the others need not try."""
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
        return mails.again(reminder) if reminder.is_unsure else mails.write(reminder)
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
        postbox.send(mail, message_id.strip("<>"), lambda: _commit(reminder, mail, postbox))
    except Away as error:
        _put_back(reminder, f"The line to the mail server broke in time: {error}")
    except Refused as error:
        _refused(reminder, error)
    except Lost as error:
        note = f"The connection was lost: {error}"
        if postbox.is_keyed and not error.for_good:
            _put_back(reminder, note, is_unsure=True)
        else:
            _end(reminder, State.UNKNOWN, note)
    except Exception:
        # It never came to the dot. One mail must not keep the others of its batch back.
        log.exception("reminder %s could not be handed over", reminder.pk)
        _put_back(reminder, "The mail could not be handed over.")
    else:
        _end(reminder, State.SENT, "", only=State.HANDING_OVER)


def _commit(reminder: Reminder, mail: EmailMultiAlternatives, postbox: Postbox) -> bool:
    """The last word before the mail may be taken; False where the claim has run out."""
    told: dict[str, Any] = {"state": State.HANDING_OVER, "next_at": Now() + LEASE}
    if postbox.is_keyed:
        told["words"] = mails.words_of(mail)
    rows = held(reminder).filter(state=State.CLAIMED)
    return bool(rows.update(**told, message_id=mail.extra_headers["Message-ID"]))


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


def _end(reminder: Reminder, state: State, note: str, only: State | None = None) -> None:
    """Close the row; what may have been sent before does not end as not sent."""
    if reminder.is_unsure and state in NOT_SENT:
        state = State.UNKNOWN
    rows = held(reminder).filter(state=only) if only else held(reminder)
    rows.update(state=state, note=note[:300], ended_at=Now(), words=None)


def _put_back(
    reminder: Reminder, note: str, until: datetime | None = None, *, is_unsure: bool = False
) -> None:
    """Due again at `until`, or after a pause that doubles from a minute to half an hour."""
    pause = timedelta(minutes=min(2 ** (reminder.attempts - 1), LONGEST_PAUSE_MIN))
    told = {"state": State.DUE, "note": note[:300], "next_at": until or Now() + pause}
    if reminder.is_unsure or is_unsure:
        held(reminder).update(**told, is_unsure=True)
    else:
        held(reminder).update(**told, words=None)
