"""Files, the console, and whatever else Django can send by."""

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from apps.reminders.postbox.words import Away, Commit, Lost


class PlainPostbox:
    """Any other backend: whatever goes wrong after the commit may have been too late."""

    is_keyed = False

    def __init__(self, backend: BaseEmailBackend) -> None:
        self._backend = backend

    def open(self) -> None:
        try:
            self._backend.open()
        except OSError as error:
            raise Away(str(error)) from error

    def close(self) -> None:
        self._backend.close()

    def send(self, mail: EmailMultiAlternatives, key: str, commit: Commit) -> bool:  # noqa: ARG002
        if not commit():
            return False
        try:
            self._backend.send_messages([mail])
        except Exception as error:
            raise Lost(str(error)) from error
        return True
