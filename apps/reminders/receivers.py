"""Reminders move with the runner's settings: inside the transaction that changed them."""

from typing import Any

from django.dispatch import receiver

from apps.accounts.models import User
from apps.accounts.signals import onboarding_finished, profile_changed
from apps.reminders import services


@receiver([profile_changed, onboarding_finished])
def move_reminders(runner: User, **_told: Any) -> None:
    services.remake(runner=runner)
