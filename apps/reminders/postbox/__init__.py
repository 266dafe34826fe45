"""Where mails are handed over: a mail server, a mail service, or a file."""

from apps.reminders.postbox.choose import choose
from apps.reminders.postbox.words import Away, Lost, Postbox, Refused

__all__ = ["Away", "Lost", "Postbox", "Refused", "choose"]
