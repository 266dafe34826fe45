"""The conversation with the mail server, and what its end means for the mail."""

import smtplib
from contextlib import suppress

from django.core.mail import EmailMessage, get_connection


class Away(Exception):  # noqa: N818
    """The server could not be reached or would not talk: surely nothing was handed over."""


class Refused(Exception):  # noqa: N818
    """The server said no: surely not taken. `for_good` if it will say no again."""

    def __init__(self, words: str, *, for_good: bool) -> None:
        super().__init__(words)
        self.for_good = for_good


class Lost(Exception):  # noqa: N818
    """The connection ended without a word: the server may have taken the mail, or not."""


class Postbox:
    """One connection for many mails; opened at need, given up after any trouble."""

    def __init__(self) -> None:
        self._backend = get_connection()

    def close(self) -> None:
        """Say goodbye; a server that is gone already is none the worse."""
        with suppress(OSError, smtplib.SMTPException):
            self._backend.close()

    def open(self) -> None:
        """Raises `Away`."""
        if self._has_gone():
            self._give_up()
        try:
            self._backend.open()
        except (OSError, smtplib.SMTPException) as error:
            self._give_up()
            raise Away(str(error)) from error

    def send(self, mail: EmailMessage) -> None:
        """Raises `Refused` or `Lost`."""
        try:
            self._backend.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as error:
            self._give_up()
            code, answer = next(iter(error.recipients.values()))
            raise Refused(f"{code} {_text(answer)}", for_good=code >= 500) from error
        except smtplib.SMTPResponseException as error:
            self._give_up()
            told = f"{error.smtp_code} {_text(error.smtp_error)}"
            raise Refused(told, for_good=error.smtp_code >= 500) from error
        except Exception as error:
            # Whatever it was, it may have come after the mail was taken.
            self._give_up()
            raise Lost(str(error)) from error

    def _has_gone(self) -> bool:
        """Whether the server hung up on a kept connection; found out before a mail is at stake."""
        connection = getattr(self._backend, "connection", None)
        if connection is None:
            return False
        try:
            return bool(connection.noop()[0] != 250)
        except (OSError, smtplib.SMTPException):
            return True

    def _give_up(self) -> None:
        self.close()
        self._backend = get_connection()


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
