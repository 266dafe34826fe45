"""What happened: runs, the files they came from, and how the leg felt."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from apps.coach.log import HARD_KINDS, HARD_RPE
from apps.lib import clock
from apps.lib.fields import SCALE
from apps.lib.localtime import zone_of
from apps.runlog.batch import ImportBatch, ImportItem

__all__ = ["CheckIn", "Clearance", "ImportBatch", "ImportItem", "Run", "RunFile", "RunTrack"]


class Run(models.Model):
    """A run that happened. `date` is the runner's local date and the run's identity in time.

    `duration_s` is timer time, `elapsed_s` the time from start to stop; `fast_s` are the seconds
    at or above about 85 % of top speed; `avg_cadence_spm` counts both feet. `kind_guessed` says
    that `kind` was made out from the recording, if it tells one, and that nobody has said so.
    """

    class Kind(models.TextChoices):
        EASY = "easy", "Easy"
        LONG = "long", "Long"
        TEMPO = "tempo", "Tempo"
        INTERVALS = "intervals", "Intervals"
        HILLS = "hills", "Hills"
        RACE = "race", "Race"
        WALK_RUN = "walk_run", "Walk–run"

    class Source(models.TextChoices):
        HAND = "hand", "By hand"
        FIT = "fit", "FIT file"
        GPX = "gpx", "GPX file"
        TCX = "tcx", "TCX file"
        LIST = "list", "A list of runs"

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="runs",
        db_index=False,  # two others begin with the runner
    )
    idem = models.UUIDField(default=uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    date = models.DateField()
    started_at = models.DateTimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=64, blank=True, default="")
    name = models.CharField(max_length=200, blank=True, default="")
    distance_m = models.PositiveIntegerField()
    duration_s = models.PositiveIntegerField()
    elapsed_s = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True, default="")
    kind_guessed = models.BooleanField(default=False)
    rpe = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCALE)
    pain_during = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCALE)
    pain_after = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCALE)
    sudden = models.BooleanField(default=False)
    limp = models.BooleanField(default=False)
    notes = models.TextField(max_length=5000, blank=True, default="")
    gear = models.CharField(max_length=100, blank=True, default="")
    fast_s = models.PositiveIntegerField(null=True, blank=True)
    avg_hr = models.PositiveSmallIntegerField(null=True, blank=True)
    max_hr = models.PositiveSmallIntegerField(null=True, blank=True)
    avg_cadence_spm = models.FloatField(null=True, blank=True)
    ascent_m = models.FloatField(null=True, blank=True)
    source = models.CharField(max_length=4, choices=Source.choices, default=Source.HAND)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-date", "-started_at", "-id"]
        indexes = [
            models.Index(
                fields=["runner", "-date"],
                include=["distance_m", "duration_s"],
                name="run_by_runner_and_date",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["runner", "idem"], name="one_run_per_form"),
            models.CheckConstraint(condition=Q(duration_s__gt=0), name="run_takes_time"),
            models.CheckConstraint(
                condition=Q(elapsed_s__isnull=True) | Q(elapsed_s__gte=F("duration_s") - 60),
                name="run_elapses_at_least_its_timer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.distance_m} m"

    @property
    def is_hard(self) -> bool:
        """As the coach counts it, by what was told of it."""
        return (self.rpe or 0) >= HARD_RPE or self.kind in HARD_KINDS

    @property
    def local_start(self) -> datetime | None:
        """The wall time at the start where it was run, naive; None where that is not known."""
        if self.started_at is None or not self.time_zone:
            return None
        return self.started_at.astimezone(zone_of(self.time_zone)).replace(tzinfo=None)


class RunTrack(models.Model):
    """What a recording holds beside its totals; it goes with its run.

    `samples` is a thinned-out series as `importers.samples` packs it; `speeds[n]` are the seconds
    at or above the speed of that step (`importers.speeds`), `top_speed_m_s` the highest with any.
    `fast_from_m_s` is the speed from which the run's `fast_s` were counted.
    """

    run = models.OneToOneField(
        Run, on_delete=models.CASCADE, related_name="track", primary_key=True
    )
    samples = models.BinaryField()
    speeds = models.JSONField(default=list)
    top_speed_m_s = models.FloatField(null=True, blank=True)
    fast_from_m_s = models.FloatField(null=True, blank=True)

    def __str__(self) -> str:
        return f"track of run {self.run_id}"


class RunFile(models.Model):
    """A file that a runner dropped in, what became of it, and the run it made.

    The original is kept under a name of ours and served to its owner alone, as a download.
    """

    class Outcome(models.TextChoices):
        IMPORTED = "imported", "Imported"
        DUPLICATE = "duplicate", "Already there"
        NOT_A_RUN = "not_a_run", "Not a run"
        UNREADABLE = "unreadable", "Unreadable"

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="run_files"
    )
    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="files", null=True, blank=True
    )
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.SET_NULL, related_name="files", null=True, blank=True
    )
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=300, blank=True, default="")
    original = models.FileField(upload_to="runs/%Y/%m", blank=True, default="")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["runner", "sha256"], name="run_file_by_content")]

    def __str__(self) -> str:
        return f"{self.name}: {self.outcome}"


class CheckIn(models.Model):
    """How the hamstring is on one morning: pain and tightness, 0 to 10, and the questions that
    matter that day. `gate` holds the gate's small tests, `red_flags` the coach's words for them.
    """

    class Side(models.TextChoices):
        LEFT = "left", "Left"
        RIGHT = "right", "Right"
        BOTH = "both", "Both"

    class Place(models.TextChoices):
        SIT_BONE = "sit_bone", "At the sit bone"
        UPPER = "upper", "Upper thigh"
        MIDDLE = "middle", "Middle of the thigh"
        KNEE = "knee", "Near the knee"

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="checkins"
    )
    version = models.PositiveIntegerField(default=1)
    date = models.DateField()
    pain = models.PositiveSmallIntegerField(validators=SCALE)
    tightness = models.PositiveSmallIntegerField(validators=SCALE)
    side = models.CharField(max_length=5, choices=Side.choices, blank=True, default="")
    sitting_pain = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCALE)
    place = models.CharField(max_length=8, choices=Place.choices, blank=True, default="")
    fever = models.BooleanField(default=False)
    fever_medicine = models.BooleanField(default=False)
    ill = models.BooleanField(default=False)
    gate = models.JSONField(null=True, blank=True)
    red_flags = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-date"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "date"], name="one_checkin_per_morning")
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.pain}/{self.tightness}"


class Clearance(models.Model):
    """A date on which a clinician cleared the runner after a red flag."""

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="clearances"
    )
    date = models.DateField()
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-date"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "date"], name="one_clearance_per_day")
        ]

    def __str__(self) -> str:
        return f"cleared on {self.date}"
