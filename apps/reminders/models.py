"""What is to be sent and when, and what became of it: the ledger."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.lib import clock


class Kind(models.TextChoices):
    MORNING = "morning", "Today's items, in the morning"


class ReminderSetting(models.Model):
    """Whether and at which wall-clock time in the runner's zone a kind of reminder is sent.

    `next_due_at` is the first instant at which one falls due that has no row in the ledger yet.
    """

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_settings"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    enabled = models.BooleanField(default=True)
    local_time = models.TimeField(default=time(7, 0))
    next_due_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_due_at"], condition=Q(enabled=True), name="reminders_to_be_made"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["runner", "kind"], name="one_setting_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.local_time}"


class Reminder(models.Model):
    """One row per runner, kind, local date and slot: the reason why nothing is sent twice.

    `handing_over` is committed just before the mail server is told that the mail is complete; a
    connection lost after that leaves `unknown`, which is shown and never resent. `due_at` stands;
    `next_at` moves: it says when a waiting row is next looked at, after a pause or when the one
    who holds it has not been heard of.
    """

    class State(models.TextChoices):
        DUE = "due"
        CLAIMED = "claimed"
        HANDING_OVER = "handing_over"
        SENT = "sent"
        UNKNOWN = "unknown"
        CANCELLED = "cancelled"
        EXPIRED = "expired"
        FAILED = "failed"

    WAITING = (State.DUE, State.CLAIMED, State.HANDING_OVER)

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    local_date = models.DateField()
    slot = models.CharField(max_length=20, blank=True, default="")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DUE)
    due_at = models.DateTimeField()
    next_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-due_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["runner", "kind", "local_date", "slot"], name="one_reminder_per_slot"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(state__in=["due", "claimed", "handing_over"]),
                name="reminders_that_wait",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.local_date}: {self.state}"
