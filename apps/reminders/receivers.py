"""Reminders move with the runner's profile, inside the transaction that changed it."""

from typing import Any

from django.dispatch import receiver

from apps.accounts.models import User
from apps.accounts.signals import profile_changed
from apps.reminders import services


@receiver(profile_changed)
def move_reminders(runner: User, **_told: Any) -> None:
    services.remake(runner=runner)
