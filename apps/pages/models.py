"""What a runner asks of the installation itself: everything that is theirs."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.lib import clock
from apps.pages.share_models import ShareLink, ShareLook

__all__ = ["AccountExport", "ShareLink", "ShareLook"]


class AccountExport(models.Model):
    """A wish for everything in one ZIP; the row is the job, and the file goes after a week.

    `rows_done` of `rows_all` says how far it is. `taken_at` is when a worker was last heard of.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        DONE = "done"
        FAILED = "failed"

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports"
    )
    state = models.CharField(max_length=6, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    rows_all = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to="exports/%Y/%m", blank=True, default="")
    asked_at = models.DateTimeField(default=clock.now)
    taken_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["runner"], condition=Q(state="queued"), name="one_waiting_export"
            )
        ]
        indexes = [
            models.Index(
                fields=["taken_at"], condition=Q(state="queued"), name="exports_that_wait"
            ),
            models.Index(fields=["ended_at"], condition=~Q(file=""), name="exports_that_lie"),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}: {self.state}"
