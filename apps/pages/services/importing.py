"""An account arrives as a ZIP that somebody else may have written."""

from typing import IO

from allauth.account.models import EmailAddress

from apps.accounts.models import User
from apps.pages.mine.unpack import unpack
from apps.reminders import services as reminders


def import_account(*, source: IO[bytes]) -> User:
    """The account that the archive holds, whole or not at all. Raises NotAnArchiveError.

    What it says of other people's addresses is not believed, and nothing that it holds is sent.
    """
    return unpack(source, then=_settle)


def _settle(runner: User) -> None:
    others = EmailAddress.objects.filter(user=runner).exclude(email__iexact=runner.email)
    others.update(verified=False, primary=False)
    reminders.after_import(runner=runner)
