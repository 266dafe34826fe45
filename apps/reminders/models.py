"""What is to be sent and when, and what became of it: the ledger."""

import re
from datetime import date, time
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from apps.coach.types import WEEKDAYS
from apps.lib import clock

if TYPE_CHECKING:
    from apps.reminders.day import DayPlan

TIMETABLE = "timetable"
"""The pulse that each tick of the timetable leaves."""
HOUR_OR_NONE: Final = re.compile(r"(([01]\d|2[0-3]):[0-5]\d)?", re.ASCII)


class Kind(models.TextChoices):
    MORNING = "morning", "Today's items, in the morning"
    CHECK = "check", "How the leg is, the morning after"
    ROUTINE = "routine", "What helps after a run"
    EVENING = "evening", "A nudge in the evening"
    WEEK = "week", "The week ahead, on its eve"
    TEST = "test", "When the bridge test is due"
    MONTH = "month", "A look back, once a month"
    PAUSE = "pause", "Whether the mails should pause"


class ReminderSetting(models.Model):
    """Whether and at which wall-clock time in the runner's zone a kind of reminder is sent.

    `local_time` is the usual hour; `hours` holds what differs by weekday (`mon` … `sun`): another
    hour such as `"08:30"`, or `""` for none on that day. `next_date` is the first local date that
    has no row in the ledger yet, `next_due_at` the instant at which its row falls due: the first
    counts, the second says when to look.
    """

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_settings"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    enabled = models.BooleanField(default=True)
    local_time = models.TimeField(default=time(7, 0))
    hours = models.JSONField(default=dict, blank=True)
    next_date = models.DateField(null=True, blank=True)
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

    def clean(self) -> None:
        """Raises ValidationError where `hours` holds what is none, on whichever weekday."""
        hours = self.hours.values() if isinstance(self.hours, dict) else [self.hours]
        wrong = next((hour for hour in hours if not HOUR_OR_NONE.fullmatch(str(hour))), None)
        if wrong is not None:
            raise ValidationError(f"{wrong} is no hour of a day.")

    def hour_on(self, day: date) -> time | None:
        """The wall-clock time on this local date, or None where the runner wants none."""
        told = self.hours.get(WEEKDAYS[day.weekday()])
        if told is None:
            return self.local_time
        return time.fromisoformat(told) if told else None


class Mailbox(models.Model):
    """What holds for all mails of one runner: quiet hours, the most for one day, silence.

    Quiet hours are wall-clock times in the runner's zone; both None where there are none.
    `paused_at` is when the runner asked for a pause, `heard_at` when an answer last came by mail.
    `refused_address` is the address from which mails come back for good, or where they are
    unwelcome: nothing is sent there while it is still the runner's. `refused_words` says why.
    """

    runner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mailbox"
    )
    quiet_from = models.TimeField(null=True, blank=True, default=time(22, 0))
    quiet_until = models.TimeField(null=True, blank=True, default=time(5, 0))
    most_per_day = models.PositiveSmallIntegerField(default=3)
    paused_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    refused_address = models.EmailField(blank=True, default="")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_words = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return f"mailbox of {self.runner_id}"

    @property
    def is_refused(self) -> bool:
        """Whether it is the address that the runner has now."""
        return bool(self.refused_address) and self.refused_address == self.runner.email


class Pulse(models.Model):
    """What the timetable last did, and when: by `name`, with what it saw in `value`."""

    name = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField(default=clock.now)
    value = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M:%S}"


class Reminder(models.Model):
    """One row per runner, kind, local date and slot: the reason why nothing is sent twice.

    `handing_over` is committed just before the mail server is told that the mail is complete; a
    connection lost after that leaves `unknown`, which is shown and never resent. `due_at` stands;
    `next_at` moves: it says when a waiting row is next looked at, after a pause or when the one
    who holds it has not been heard of. `is_unsure`: a mail service that knows our key may have the
    mail already, so it may be handed over again, and can no longer end as if nothing had been sent.
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
    GONE = (State.CLAIMED, State.HANDING_OVER, State.SENT, State.UNKNOWN)
    """Sent, or on the way: what counts against the most for one day."""
    ASKED_FOR = "now"
    """How the slot of a mail begins that the runner asked for at once."""

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
    is_unsure = models.BooleanField(default=False)
    claimed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")
    words = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    day_read: "tuple[DayPlan | None] | None" = None
    """The plan of its day, once it was read; not stored."""

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

    @property
    def is_asked_for(self) -> bool:
        """Whether the runner pressed for this very mail: no quiet hour or limit holds it back."""
        return self.slot.startswith(self.ASKED_FOR)


class Answer(models.Model):
    """A button of a mail that was pressed. `key` says which, so that it acts once, however often
    and from wherever it is pressed; `before` holds what Undo brings back.
    """

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_answers"
    )
    key = models.CharField(max_length=64)
    before = models.JSONField(default=dict, blank=True)
    answered_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["runner", "key"], name="one_answer_per_button")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
