"""Mails as people read them: text and HTML, one column, nothing fetched from anywhere."""

from typing import Any

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac

from apps.plans.items import ItemView
from apps.plans.words import minutes
from apps.reminders import answers
from apps.reminders.day import DayPlan
from apps.reminders.models import Reminder

INLINER = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def morning(reminder: Reminder, day: DayPlan) -> EmailMultiAlternatives:
    """Today's items, each with how long, how hard and why; rest in kind words; no exercise while
    the plan rests."""
    context = {"day": day, "page": f"{settings.SITE_URL}{reverse('today')}", **_footer(reminder)}
    return _mail(reminder, subject=subject_of(day), name="morning", context=context)


def subject_of(day: DayPlan) -> str:
    if day.rests:
        return "Your plan rests today"
    told = " · ".join(_short(item) for item in day.to_do)
    if day.is_rest:
        return f"Rest today · {told}" if told else "Rest today"
    return f"Today: {told}"


def _short(item: ItemView) -> str:
    return f"{item.title} {minutes(item.minutes)}" if item.minutes else item.title


def message_id(reminder: Reminder) -> str:
    """The same for every attempt, so that a mail program knows a second copy when it sees one."""
    key = f"{reminder.runner_id}/{reminder.kind}/{reminder.local_date}/{reminder.slot}"
    name = salted_hmac("hamstride.message_id", key, algorithm="sha256").hexdigest()[:32]
    return f"<{reminder.kind}.{name}@{settings.SITE_HOST}>"


def _footer(reminder: Reminder) -> dict[str, Any]:
    return {
        "unsubscribe": answers.unsubscribe_link(reminder),
        "settings_page": f"{settings.SITE_URL}{reverse('settings_reminders')}",
    }


def _mail(
    reminder: Reminder, *, subject: str, name: str, context: dict[str, Any]
) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"emails/{name}.txt", context),
        to=[reminder.runner.email],
        headers={
            "Message-ID": message_id(reminder),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{answers.one_click_link(reminder)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    html = render_to_string(f"emails/{name}.html", {"subject": subject, **context})
    mail.attach_alternative(INLINER.inline(html), "text/html")
    return mail
