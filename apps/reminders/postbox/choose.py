"""The postbox that fits the settings."""

from anymail.backends.base_requests import AnymailRequestsBackend
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

from apps.reminders.postbox.plain import PlainPostbox
from apps.reminders.postbox.service import ServicePostbox
from apps.reminders.postbox.smtp import SmtpPostbox
from apps.reminders.postbox.words import Postbox


def choose() -> Postbox:
    backend = get_connection()
    if isinstance(backend, EmailBackend):
        return SmtpPostbox(backend)
    if isinstance(backend, AnymailRequestsBackend):
        return ServicePostbox(backend)
    return PlainPostbox(backend)
