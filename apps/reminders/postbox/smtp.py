"""The careful conversation with a mail server: all but the last dot, then the commit, then the dot.

A server must throw away a mail whose last dot never came (RFC 5321, 4.1.1.4), so what is lost
before it may be sent again. Django's own backend hands mails over in one call, in which nobody can
tell the two sides of the dot apart; its connection, with all that settings say of it, is used here.
"""

import re
import smtplib
import socket
from contextlib import suppress
from typing import Final

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from apps.reminders.postbox.words import Away, Commit, Lost, Refused

ANSWERS_WITHIN_S: Final = 40
"""How long the answer to the last dot may take; shorter than a task may."""
OK: Final = 250
GO_ON: Final = 354
GOODBYE: Final = 421
QUESTIONS: Final = 3
LEFT: Final = (-1, b"the line was closed")
DOT: Final = re.compile(rb"^\.", re.MULTILINE)
ENHANCED: Final = re.compile(r"^5\.(\d{1,3})\.(\d{1,3})\b")
NO_ROOM: Final = "2"
TROUBLE: Final = (OSError, smtplib.SMTPException)


class SmtpPostbox:
    """A line to the mail server of the settings."""

    is_keyed = False

    def __init__(self, backend: EmailBackend) -> None:
        self._backend = backend
        self._is_fresh = False

    def open(self) -> None:
        if self._backend.connection is not None:
            return
        try:
            self._backend.open()
            self._greet()
        except TROUBLE as error:
            self._hang_up()
            raise Away(str(error)) from error
        self._is_fresh = True

    def _greet(self) -> None:
        link = self._backend.connection
        if link is not None:
            link.ehlo_or_helo_if_needed()
            if link.sock is not None:
                # Or the last dot waits 40 ms for a reply to the mail before it, which never comes.
                link.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        with suppress(*TROUBLE):
            self._backend.close()

    def send(self, mail: EmailMultiAlternatives, key: str, commit: Commit) -> bool:  # noqa: ARG002
        body = _body(mail)
        link = self._begin(mail)
        try:
            link.send(body)
            is_ours = commit()
        except smtplib.SMTPServerDisconnected as error:
            self._hang_up()
            raise Away(str(error)) from error
        except BaseException:
            self._hang_up()  # without the dot: the server forgets it
            raise
        if not is_ours:
            self._hang_up()
            return False
        self._end(link)
        return True

    def _begin(self, mail: EmailMultiAlternatives) -> smtplib.SMTP:
        """Sender, recipient, DATA; a kept line that the server has closed is called again."""
        was_kept = not self._is_fresh
        try:
            return self._envelope(mail)
        except Away:
            if not was_kept:
                raise
            self.open()
            return self._envelope(mail)

    def _envelope(self, mail: EmailMultiAlternatives) -> smtplib.SMTP:
        link = self._backend.connection
        if link is None:
            raise Away("The line is not open.")
        sender = sanitize_address(mail.from_email, "utf-8")
        recipient = sanitize_address(mail.to[0], "utf-8")
        try:
            if link.has_extn("pipelining"):
                self._ask_at_once(link, sender, recipient)
            else:
                _expect(link.mail(sender), OK)
                _expect(link.rcpt(recipient), OK, about_the_address=True)
                _expect(link.docmd("DATA"), GO_ON)
        except Refused:
            self._start_over(link)
            raise
        except TROUBLE as error:
            self._hang_up()
            raise Away(str(error)) from error
        except BaseException:
            self._hang_up()  # in the middle of a word
            raise
        self._is_fresh = False
        return link

    def _ask_at_once(self, link: smtplib.SMTP, sender: str, recipient: str) -> None:
        """The three questions in one go, where the server takes them so (RFC 2920)."""
        link.putcmd("mail", f"FROM:{smtplib.quoteaddr(sender)}")
        link.putcmd("rcpt", f"TO:{smtplib.quoteaddr(recipient)}")
        link.putcmd("data")
        replies = [link.getreply()]
        with suppress(smtplib.SMTPServerDisconnected):  # what was said before it left counts
            while len(replies) < QUESTIONS:
                replies.append(link.getreply())
        mail, rcpt, data = (*replies, LEFT, LEFT)[:QUESTIONS]
        try:
            _expect(mail, OK)
            _expect(rcpt, OK, about_the_address=True)
            _expect(data, GO_ON)
        except Refused:
            if data[0] == GO_ON:  # it waits for a mail: only to leave says that there is none
                self._hang_up()
            raise

    def _end(self, link: smtplib.SMTP) -> None:
        try:
            if link.sock is not None:
                link.sock.settimeout(ANSWERS_WITHIN_S)
            link.send(b".\r\n")
            code, words = link.getreply()
        except Exception as error:
            # Whatever it was, it came after the mail was complete.
            self._hang_up()
            raise Lost(str(error)) from error
        if code != OK:
            self._start_over(link)
            raise Refused(_told(code, words), for_good=code >= 500)

    def _start_over(self, link: smtplib.SMTP) -> None:
        """Keep the line for the next mail, if it is still good."""
        try:
            if link.rset()[0] != OK:
                self._hang_up()
        except TROUBLE:
            self._hang_up()

    def _hang_up(self) -> None:
        """At once and without a word: QUIT in the middle of a mail would be part of it."""
        link, self._backend.connection = self._backend.connection, None
        if link is not None:
            with suppress(OSError):
                link.close()


def _body(mail: EmailMultiAlternatives) -> bytes:
    """The mail without the last dot, its own dots doubled."""
    message = mail.message()
    text: bytes = message.as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own
    quoted = DOT.sub(b"..", text)
    return quoted if quoted.endswith(b"\r\n") else quoted + b"\r\n"


def _expect(reply: tuple[int, bytes], code: int, *, about_the_address: bool = False) -> None:
    """Raises `Refused` for another answer, or `SMTPServerDisconnected` for a goodbye."""
    got, words = reply
    if got == code or (about_the_address and got in (250, 251, 252)):
        return
    if got in (GOODBYE, -1):
        raise smtplib.SMTPServerDisconnected(_told(got, words))
    no_such = about_the_address and _is_no_such_address(got, words)
    # A sender or a size that is refused is for the operator to mend, so it may be tried again.
    raise Refused(_told(got, words), for_good=no_such, no_such_address=no_such)


def _is_no_such_address(code: int, words: bytes) -> bool:
    """Whether a no to the recipient is about the address, not about us, room or policy (RFC 3463:
    x.1 address, x.2 mailbox, of those x.2.2 full; all else is not the address's fault)."""
    if code < 500:
        return False
    enhanced = ENHANCED.match(words.decode(errors="replace"))
    if enhanced is None:
        return code in (550, 551, 553)
    subject, detail = enhanced.groups()
    return subject == "1" or (subject == "2" and detail != NO_ROOM)


def _told(code: int, words: bytes) -> str:
    return f"{code} {words.decode(errors='replace')}"
