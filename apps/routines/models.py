"""Strength, stretching and mobility that was done."""

from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from apps.lib import clock

SCALE = [MinValueValidator(0), MaxValueValidator(10)]


class LoggedSession(models.Model):
    """A session that happened. `exercises` holds objects with the coach's names: `slug`, `sets`,
    `reps`, `hold_s`, `effort`. `item` is the planned item it answers, if any.
    """

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        STRETCH = "stretch", "Stretching"
        MOBILITY = "mobility", "Mobility"

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sessions"
    )
    idem = models.UUIDField(default=uuid4, editable=False)
    date = models.DateField()
    item = models.CharField(max_length=60, blank=True, default="")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    exercises = models.JSONField(default=list, blank=True)
    completed = models.FloatField(default=1.0)
    pain = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCALE)
    soreness_48h = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCALE)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-date", "-id"]
        indexes = [models.Index(fields=["runner", "-date"], name="session_by_runner_and_date")]
        constraints = [
            models.UniqueConstraint(fields=["runner", "idem"], name="one_session_per_form"),
            models.UniqueConstraint(
                fields=["runner", "item"], condition=~Q(item=""), name="one_session_per_item"
            ),
            models.CheckConstraint(
                condition=Q(completed__gte=0) & Q(completed__lte=1), name="completed_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"
