"""News from the accounts: the three screens end with how the hamstring is now."""

from collections.abc import Mapping
from typing import Any

from django.dispatch import receiver

from apps.accounts.models import User
from apps.accounts.signals import onboarding_finished
from apps.runlog.services import record_checkin


@receiver(onboarding_finished)
def record_the_first_checkin(*, runner: User, answers: Mapping[str, Any], **_: Any) -> None:
    record_checkin(runner=runner, **answers)
