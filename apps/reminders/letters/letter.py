"""What every letter is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse

from apps.reminders.answers import links_for
from apps.reminders.day import DayPlan
from apps.reminders.models import Reminder


@dataclass(frozen=True, slots=True)
class Letter:
    """The subject, and the pair of templates under `emails/` with what they need."""

    subject: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


def page(name: str, *args: Any) -> str:
    """The whole address of one of our pages."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def items_with_buttons(reminder: Reminder, day: DayPlan) -> list[dict[str, Any]]:
    """What is left to do, each item with the addresses of its buttons."""
    return [{"item": item, "buttons": links_for(reminder, item)} for item in day.to_do]
