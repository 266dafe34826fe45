"""Mails as people read them: text and HTML, one column, nothing fetched from anywhere."""

from typing import Any

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac

from apps.reminders import answers
from apps.reminders.letters import LETTERS, Letter
from apps.reminders.models import Kind, Reminder

INLINER = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def write(reminder: Reminder) -> EmailMultiAlternatives:
    """The mail for this row as things are now. Raises `Skip` or `Wait` if there is none to send."""
    return _mail(reminder, LETTERS[Kind(reminder.kind)](reminder))


def words_of(mail: EmailMultiAlternatives) -> dict[str, Any]:
    """All that a mail service is told of this mail, to be kept as JSON."""
    return {
        "subject": mail.subject,
        "body": mail.body,
        "html": mail.alternatives[0][0],
        "from_email": mail.from_email,
        "to": mail.to,
        "headers": mail.extra_headers,
    }


def again(reminder: Reminder) -> EmailMultiAlternatives:
    """The mail that may have been taken before, word for word: a key fits one text only."""
    told = dict(reminder.words or {})
    html = told.pop("html")
    mail = EmailMultiAlternatives(**told)
    mail.attach_alternative(html, "text/html")
    return mail


def message_id(reminder: Reminder) -> str:
    """The same for every attempt, so that a mail program knows a second copy when it sees one."""
    key = f"{reminder.runner_id}/{reminder.kind}/{reminder.local_date}/{reminder.slot}"
    name = salted_hmac("hamstride.message_id", key, algorithm="sha256").hexdigest()[:32]
    return f"<{reminder.kind}.{name}@{settings.SITE_HOST}>"


def _mail(reminder: Reminder, letter: Letter) -> EmailMultiAlternatives:
    # A line break in a header would begin another header.
    subject = " ".join(letter.subject.split())
    context: dict[str, Any] = {
        "subject": subject,
        "date": reminder.local_date,
        "unsubscribe": answers.unsubscribe_link(reminder),
        "settings_page": f"{settings.SITE_URL}{reverse('settings_reminders')}",
        **letter.context,
    }
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"emails/{letter.template}.txt", context),
        to=[reminder.runner.email],
        headers={
            "Message-ID": message_id(reminder),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{answers.one_click_link(reminder)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    html = render_to_string(f"emails/{letter.template}.html", context)
    mail.attach_alternative(INLINER.inline(html), "text/html")
    return mail
