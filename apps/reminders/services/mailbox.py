"""What holds for all mails of a runner: pauses, signs of life, addresses that do not exist."""

from datetime import time

from django.db import transaction
from django.db.models.functions import Now

from apps.accounts.models import User
from apps.reminders.models import Mailbox


def pause(*, runner: User) -> None:
    """No mails of any kind until `resume`."""
    _write(runner, paused_at=Now())


def resume(*, runner: User) -> None:
    """Mails are welcome again; also a sign of life."""
    _write(runner, paused_at=None, heard_at=Now())


def hear(*, runner: User) -> None:
    """The runner answered a mail: silence begins anew from now."""
    _write(runner, heard_at=Now())


def set_limits(
    *, runner: User, quiet_from: time | None, quiet_until: time | None, most_per_day: int
) -> None:
    _write(runner, quiet_from=quiet_from, quiet_until=quiet_until, most_per_day=most_per_day)


def flag_address(*, runner: User, address: str, words: str) -> None:
    """Mails to the address come back or are unwelcome: send nothing more to it."""
    _write(runner, refused_address=address, refused_at=Now(), refused_words=words[:300])


def flag_everyone_at(*, address: str, words: str) -> None:
    """A mail service told of this address what a mail server would have said at once."""
    for runner in User.objects.filter(email__iexact=address):
        flag_address(runner=runner, address=runner.email, words=words)


def trust_address(*, runner: User) -> None:
    """Try the flagged address again."""
    _write(runner, refused_address="", refused_at=None, refused_words="")


@transaction.atomic
def _write(runner: User, **columns: object) -> None:
    Mailbox.objects.get_or_create(runner=runner)
    Mailbox.objects.filter(runner=runner).update(**columns)
