"""Whether the mail server takes our mails: a whole conversation, up to the mail itself."""

import smtplib
from contextlib import closing
from email.utils import parseaddr
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

from apps.pages.doctor.address import AT_HOME
from apps.pages.doctor.finding import Finding

PATIENCE_S: Final = 8


def mail() -> Finding:
    if settings.MAIL_GOES_TO_FILES:
        return _files()
    postbox = get_connection(timeout=PATIENCE_S)
    if isinstance(postbox, EmailBackend):
        return _server(postbox)
    return Finding(
        "mail", f"by {settings.EMAIL_BACKEND}, not tried: that takes a mail; {_bounces()}"
    )


def _bounces() -> str:
    if settings.MAIL_EVENTS_TOKEN:
        return "bounces are heard of at /mail/events/"
    where = f"{settings.SITE_URL.replace('://', '://hamstride:<it>@', 1)}/mail/events/"
    return (
        "no bounce is heard of: set MAIL_EVENTS_TOKEN to 20 characters or more and have the "
        f"service tell its events to {where}"
    )


def _files() -> Finding:
    said = f"as files in {Path(settings.EMAIL_FILE_PATH)}"
    if settings.SITE_HOST in AT_HOME:
        return Finding("mail", said)
    sentence = "Mails are written to files, so nobody gets one. Set EMAIL_URL to a mail server."
    return Finding("mail", said, (sentence,))


def _server(postbox: EmailBackend) -> Finding:
    """Greet, start TLS, log in, name the sender; then take it back. No mail is sent."""
    where = f"{postbox.host}:{postbox.port}"
    faults = []
    try:
        with closing(postbox):
            postbox.open()
            line = postbox.connection
            assert line is not None  # noqa: S101  # `open` raises where it cannot
            line.ehlo_or_helo_if_needed()
            sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
            code, answer = line.mail(sender)
            line.rset()
            if code >= 400:
                told = answer.decode(errors="replace")
                faults.append(f"{where} takes no mail from {sender}: {code} {told}")
    except smtplib.SMTPAuthenticationError as error:
        faults.append(f"{where} does not let {postbox.username} in ({error.smtp_code}).")
    except (OSError, smtplib.SMTPException) as error:
        faults.append(f"The mail server {where} would not talk: {error or type(error).__name__}")
    if postbox.host not in AT_HOME and not (postbox.use_tls or postbox.use_ssl):
        faults.append(f"Mails and the password go to {where} in the open: use submission://.")
    return Finding("mail", f"by {where}", tuple(faults))
