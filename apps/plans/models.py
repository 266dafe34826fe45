"""What to do: the plan of a week, all its revisions, and the jobs that make them."""

from collections.abc import Sequence
from datetime import time
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.lib import clock
from apps.plans.clinician import ClinicianLimit

__all__ = [
    "Because",
    "CalendarEntry",
    "CalendarFeeds",
    "ClinicianLimit",
    "ItemMark",
    "Layer",
    "Plan",
    "PlanClock",
    "PlanJob",
    "PlanRevision",
]


class Plan(models.Model):
    """One runner's week; `revision` is the number of the revision in force, 0 before the first.

    `turn` grows with every wish for a plan and with every job that ends, so that a worker which
    looked before that cannot store what it saw then.
    """

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plans"
    )
    week_start = models.DateField()
    revision = models.PositiveIntegerField(default=0)
    turn = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-week_start"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "week_start"], name="one_plan_per_week")
        ]

    def __str__(self) -> str:
        return f"week of {self.week_start}"


class Because(models.TextChoices):
    """Why a plan was asked for; the words are what the runner reads."""

    SIGNUP = "signup", "Your first plan"
    RUN = "run", "Your runs changed"
    CHECKIN = "checkin", "You said how your hamstring feels"
    CLEARANCE = "clearance", "A clinician cleared you"
    PROFILE = "profile", "Your settings changed"
    SESSION = "session", "Your sessions changed"
    MARK = "mark", "You said what you will not do"
    LIMIT = "limit", "A limit from your physio or coach changed"
    LAYER = "layer", "You changed the week yourself"
    EVE = "eve", "A new week begins"
    DAY = "day", "A new day, and yesterday went differently"
    ASKED = "asked", "You asked for it"


NIGHTLY = (Because.EVE, Because.DAY)
"""Causes for which no runner sits and waits."""


class PlanJob(models.Model):
    """A wish for a plan, and the truth about it; the broker's message is only a bell.

    `snapshot_hash` is the hash of what the coach would be told at the moment of asking, so that
    the same wish waits once; where the log is not read then, or a job has it that cannot be
    joined, a word that no other job has. `because` is the cause as the runner would name it.
    `rung_at` is when a worker was last rung for or last took the job up.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        DONE = "done"
        FAILED = "failed"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="jobs")
    snapshot_hash = models.CharField(max_length=64)
    coach_version = models.CharField(max_length=20)
    because = models.CharField(max_length=9, choices=Because.choices)
    state = models.CharField(max_length=6, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True, default="")
    asked_at = models.DateTimeField(default=clock.now)
    rung_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "snapshot_hash", "coach_version"],
                condition=Q(state="queued"),
                name="one_waiting_job_per_snapshot",
            )
        ]
        indexes = [
            models.Index(fields=["rung_at"], condition=Q(state="queued"), name="jobs_that_wait")
        ]

    def __str__(self) -> str:
        return f"job {self.pk}: {self.state}"


class PlanRevisions(models.QuerySet["PlanRevision"]):
    def in_force(self) -> Self:
        """The one of each plan that counts; a plan without any has none."""
        return self.filter(number=models.F("plan__revision"))


class PlanRevision(models.Model):
    """One revision, kept for ever; `document` is the plan as the coach's contract has it.

    `missed` holds the items of earlier days that were planned and not done, and runs that were
    ticked and not logged, as in the document and with their `date`: the coach drops them from the
    week, the runner may still tick or log them.
    `layers` names the layers that it was made with, each by its `idem`; `wishes` are those in
    words that came or went with it, where a page looked them up.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="revisions")
    job = models.OneToOneField(PlanJob, on_delete=models.RESTRICT, related_name="made")
    number = models.PositiveIntegerField()
    snapshot_hash = models.CharField(max_length=64)
    coach_version = models.CharField(max_length=20)
    because = models.CharField(max_length=9, choices=Because.choices)
    document = models.JSONField()
    missed = models.JSONField(default=list, blank=True)
    layers = models.JSONField(default=list, db_default=[], blank=True)
    created_at = models.DateTimeField(default=clock.now)

    wishes: Sequence[str] = ()

    objects = PlanRevisions.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="revisions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"revision {self.number}"


class Layer(models.Model):
    """What the runner lays over the coach's plan, until they undo it; no revision loses it.

    `plan` is the week in which it was wished, `first` and `last` are the days that it touches: a
    trip or an illness may reach into the next week. `payload` holds what its kind needs, as
    `apps.plans.layers` reads it. An undone layer stays as a row.
    """

    class Kind(models.TextChoices):
        MOVE = "move", "Moved"
        PIN = "pin", "Kept on its day"
        SWAP = "swap", "Swapped"
        RETYPE = "retype", "Another kind of run"
        SHORTEN = "shorten", "Shortened"
        BUSY = "busy", "Busy day"
        TRIP = "trip", "Trip"
        ILL = "ill", "Ill"
        LOW = "low", "Not feeling it"
        TARGET = "target", "Another distance"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="layers")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    first = models.DateField()
    last = models.DateField()
    payload = models.JSONField(default=dict, blank=True)
    idem = models.UUIDField()
    created_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "idem"], name="one_layer_per_form")]

    def __str__(self) -> str:
        return f"{self.kind} from {self.first} to {self.last}"


class ItemMark(models.Model):
    """What the runner said of a planned item. `item` is the coach's id, stable over revisions."""

    class State(models.TextChoices):
        DONE = "done"
        HALF = "half"
        SKIPPED = "skipped"

    class Reason(models.TextChoices):
        TIME = "time", "No time"
        SORE = "sore", "Sore"
        ILL = "ill", "Ill"
        TRAVEL = "travel", "Travelling"
        OTHER = "other", "Something else"

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="item_marks"
    )
    item = models.CharField(max_length=60)
    date = models.DateField()
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=7, choices=State.choices)
    reason = models.CharField(max_length=6, choices=Reason.choices, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["date", "item"]
        constraints = [models.UniqueConstraint(fields=["runner", "item"], name="one_mark_per_item")]

    def __str__(self) -> str:
        return f"{self.item}: {self.state}"


class PlanClock(models.Model):
    """When a runner's plan is next looked at without being asked: soon after their midnight."""

    runner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan_clock"
    )
    next_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.runner_id} at {self.next_at:%Y-%m-%d %H:%M}"


class CalendarFeeds(models.Model):
    """The runner's two calendar links: everything, or busy times alone.

    Only hashes of the links are kept. `key` makes the events' names and stands when a link changes.
    `starts_at` is the wall time of a day's first item, None for events of the whole day; `zone` and
    `unit` are the profile's as the events were last told. `sequence` and `changed_at` move when
    anything changes that every event shows.
    """

    runner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    key = models.UUIDField(default=uuid4, editable=False)
    starts_at = models.TimeField(null=True, blank=True, default=time(7, 0))
    zone = models.CharField(max_length=64)
    unit = models.CharField(max_length=2)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=clock.now)
    full_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    full_made_at = models.DateTimeField(null=True, blank=True)
    busy_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    busy_made_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"calendars of {self.runner_id}"


class CalendarEntry(models.Model):
    """A planned item as calendars were last told of it; kept by the revisions as they come.

    `after_min` is how long after the day's first item it begins. `data` is the item as the
    document has it. `sequence` grows with every change; `is_cancelled`: the plan holds it no more.
    """

    feeds = models.ForeignKey(CalendarFeeds, on_delete=models.CASCADE, related_name="entries")
    item = models.CharField(max_length=60)
    week_start = models.DateField()
    date = models.DateField()
    after_min = models.PositiveSmallIntegerField(default=0)
    data = models.JSONField()
    sequence = models.PositiveIntegerField(default=0)
    is_cancelled = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["date", "after_min", "item"]
        constraints = [models.UniqueConstraint(fields=["feeds", "item"], name="one_entry_per_item")]

    def __str__(self) -> str:
        return f"{self.item} on {self.date}"
