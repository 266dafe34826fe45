"""The rows of an import of many files: the batch, which is its own job, and each file in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.lib import clock


class ImportBatch(models.Model):
    """Many files, or whole archives, brought at once. The row is the job; a message only a bell.

    `sources` names what was sent, each `{"name", "stored"}`, or `{"name", "refused"}` for what was
    not even taken. `done` of `total` counts the entries
    that this state is through with: read, then imported. `turn` grows whenever a worker takes it
    up, so that one who was overtaken stores nothing more; `attempts` counts those without progress.
    """

    class State(models.TextChoices):
        READING = "reading", "Being read"
        READY = "ready", "Waiting for your choice"
        IMPORTING = "importing", "Being imported"
        DONE = "done", "Imported"
        CANCELLED = "cancelled", "Stopped"
        FAILED = "failed", "Could not be read"
        UNDONE = "undone", "Undone"

    AT_WORK = (State.READING, State.IMPORTING)
    OPEN = (*AT_WORK, State.READY)

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="imports"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.READING)
    sources = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    passed_over = models.PositiveIntegerField(default=0)
    turn = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    rung_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                fields=["rung_at"],
                condition=Q(state__in=["reading", "importing"]),
                name="imports_that_wait",
            )
        ]

    def __str__(self) -> str:
        return f"import {self.pk}: {self.state}"

    @property
    def is_at_work(self) -> bool:
        return self.state in self.AT_WORK

    @property
    def title(self) -> str:
        """What the runner sent, by its name."""
        names = [str(source.get("name") or "file") for source in self.sources] or ["Nothing"]
        return f"{names[0]} and {len(names) - 1} more" if names[1:] else names[0]


class ImportItem(models.Model):
    """One file of a batch, or one run in it, and what became of it.

    `entry` is the file's place in the batch, `leg` the run's in the file, `source` the place of
    what held it among those sent; `title` is what the runner called it. `recorded` is the run as
    it was read, until the batch ends. An item that `asks` is a question: `outcome` tells what it
    stays if it is not `wanted`. `run` is the run that it made, or the one that it repeats.
    """

    class Outcome(models.TextChoices):
        NEW = "new", "New"
        IMPORTED = "imported", "Imported"
        DUPLICATE = "duplicate", "Already there"
        NOT_A_RUN = "not_a_run", "Not a run"
        UNREADABLE = "unreadable", "Unreadable"
        SKIPPED = "skipped", "Left out"

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="items")
    entry = models.PositiveIntegerField()
    leg = models.PositiveSmallIntegerField(default=0)
    source = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=255)
    title = models.CharField(max_length=200, blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=300, blank=True, default="")
    recorded = models.JSONField(null=True, blank=True)
    date = models.DateField(null=True, blank=True)
    distance_m = models.PositiveIntegerField(null=True, blank=True)
    duration_s = models.PositiveIntegerField(null=True, blank=True)
    asks = models.BooleanField(default=False)
    wanted = models.BooleanField(default=False)
    run = models.ForeignKey(
        "runlog.Run", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["entry", "leg"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "entry", "leg"], name="one_item_per_leg")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.outcome}"

    @property
    def is_choice(self) -> bool:
        return self.asks or self.outcome == self.Outcome.NEW

    @property
    def called(self) -> str:
        """How another item refers to it."""
        return f"“{self.title or self.short_name}”"

    @property
    def short_name(self) -> str:
        """The name without the folders of an archive."""
        return self.name.rstrip("/").rpartition("/")[2] or self.name
