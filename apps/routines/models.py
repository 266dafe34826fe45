"""Strength, stretching and mobility: what was done, what is being done, what repeats."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.lib import clock
from apps.lib.fields import SCALE


class LoggedSession(models.Model):
    """A session that happened. `exercises` holds objects with the coach's names: `slug`, `sets`,
    `reps`, `hold_s`, `effort`. `item` is the planned item it answers, if any; `sudden` says that
    the leg grabbed or limped, whatever the number of the pain.
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
    sudden = models.BooleanField(default=False)
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


class Routine(models.Model):
    """A runner's own routine. `exercises` holds doses with the coach's names: `slug`, `sets`,
    `reps`, `hold_s`, `tempo`, `rest_s`, `side`.
    """

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="routines"
    )
    idem = models.UUIDField(default=uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=80)
    exercises = models.JSONField(default=list)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "idem"], name="one_routine_per_form")
        ]

    def __str__(self) -> str:
        return self.name


class RoutineDay(models.Model):
    """A routine put on a day, in the runner's local date."""

    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="days")
    date = models.DateField()

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["routine", "date"], name="a_routine_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.routine_id} on {self.date}"


class GuidedSession(models.Model):
    """A session that was started in the player.

    `doses` is what is to be done, as in a plan's item; a swap changes it. `item` is the planned
    item that it answers, `origin` says what else it came from (a run's post-run routine), so that
    starting twice goes on with the first. `reports` holds what hurt: `position`, `side`, `pain`,
    `sudden`, `limp`. `logged` is its entry in the log once it has ended.
    """

    class Purpose(models.TextChoices):
        PLAN = "plan", "From the plan"
        OWN = "own", "Own routine"
        AFTER_RUN = "after_run", "After a run"
        TEST = "test", "Bridge test"

    class State(models.TextChoices):
        OPEN = "open", "Under way"
        FINISHED = "finished", "Finished"
        STOPPED = "stopped", "Stopped"

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="guided_sessions"
    )
    origin = models.CharField(max_length=80)
    purpose = models.CharField(max_length=9, choices=Purpose.choices)
    item = models.CharField(max_length=60, blank=True, default="")
    date = models.DateField()
    kind = models.CharField(max_length=8, choices=LoggedSession.Kind.choices)
    title = models.CharField(max_length=120)
    doses = models.JSONField(default=list)
    reports = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    effort = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCALE)
    pain = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCALE)
    logged = models.OneToOneField(
        LoggedSession, on_delete=models.SET_NULL, null=True, blank=True, related_name="guided"
    )

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [models.Index(fields=["runner", "state"], name="guided_by_runner_and_state")]
        constraints = [
            models.UniqueConstraint(fields=["runner", "origin"], name="one_guided_per_origin")
        ]

    def __str__(self) -> str:
        return f"{self.title} on {self.date}"


class SetDone(models.Model):
    """One set of one side that was done or skipped; `step` names its place in the session.

    `reps` or `seconds` is what was done, each for one side where the exercise has sides.
    """

    session = models.ForeignKey(GuidedSession, on_delete=models.CASCADE, related_name="sets")
    step = models.CharField(max_length=12)
    slug = models.CharField(max_length=60)
    side = models.CharField(max_length=5)
    reps = models.PositiveSmallIntegerField(null=True, blank=True)
    seconds = models.PositiveSmallIntegerField(null=True, blank=True)
    skipped = models.BooleanField(default=False)
    effort = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCALE)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["session", "step"], name="one_row_per_set")]

    def __str__(self) -> str:
        return f"{self.slug} {self.step}"
