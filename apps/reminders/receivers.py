"""Reminders move with the runner's profile, inside the transaction that changed it; an address
from which mails come back gets no more."""

from typing import Any

from anymail.signals import AnymailTrackingEvent, tracking
from django.dispatch import receiver

from apps.accounts.models import User
from apps.accounts.signals import profile_changed
from apps.reminders import services
from apps.reminders.bounces import why_no_more


@receiver(profile_changed)
def move_reminders(runner: User, **_told: Any) -> None:
    services.remake(runner=runner)


@receiver(tracking)
def hear_of_bounces(event: AnymailTrackingEvent, esp_name: str, **_told: Any) -> None:
    words = why_no_more(event, esp_name)
    if words and event.recipient:
        services.flag_everyone_at(address=event.recipient, words=words)
