"""An account ends for good: every row, every file, every place where one is logged in."""

from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import connection, transaction

from apps.accounts.consent import KEPT_AFTER_WITHDRAWAL
from apps.accounts.models import User
from apps.lib import clock
from apps.lib.mailfile import forget_mails
from apps.pages.mine.owned import files_of


def erase_account(*, runner: User) -> None:
    """Delete the runner and all that is theirs. What fails half-way is as if it had not begun.

    Files go after the rows: a file without a row is found by nobody, a row without a file is.
    """
    addresses = _addresses(runner)
    with transaction.atomic():
        files = list(files_of(runner))
        _end_sessions(runner)
        runner.delete()
    for field, name in files:
        field.storage.delete(name)
    forget_mails(addresses)
    _empty_the_journal()


def erase_withdrawn() -> int:
    """Erase who took their consent back long enough ago; answers how many."""
    before = clock.now() - KEPT_AFTER_WITHDRAWAL
    gone = User.objects.filter(profile__withdrawn_at__lte=before)
    for runner in gone:
        erase_account(runner=runner)
    return len(gone)


def _addresses(runner: User) -> set[str]:
    """All to which mails may have gone: a second one had its own."""
    others = EmailAddress.objects.filter(user=runner).values_list("email", flat=True)
    return {runner.email, *others}


def _end_sessions(runner: User) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for key in UserSession.objects.filter(user=runner).values_list("session_key", flat=True):
        store.delete(key)


def _empty_the_journal() -> None:
    """SQLite overwrites what is deleted (`secure_delete`), but its journal still holds it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
