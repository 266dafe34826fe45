"""Who the runner is."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from apps.lib import clock
from apps.lib.fields import SCALE


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **extra: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who can log in; the e-mail is the name. Every row of theirs hangs on this one."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.email


class Profile(models.Model):
    """What the coach and the pages need to know of a runner; the three screens fill it.

    `consent_version` is what was agreed to last, 0 before that; the consents themselves are rows.
    `told_week_m` and `told_longest_m` are what was said on `told_on` to be a usual week and the
    longest run of a month, all three or none; they help the coach while little is logged.
    Distances are metres, `available` holds minutes by weekday (`mon` … `sun`), scales are 0–10.
    """

    class Experience(models.TextChoices):
        NOVICE = "novice", "New to running (under 8 weeks)"
        REGULAR = "regular", "I run regularly"
        EXPERIENCED = "experienced", "I have run for years"

    class Units(models.TextChoices):
        KM = "km", "Kilometres"
        MI = "mi", "Miles"

    class Goal(models.TextChoices):
        HEALTH = "health", "Run comfortably"
        BUILD = "build", "Build distance"
        RACE = "race", "Train for a race"

    class FirstDay(models.IntegerChoices):
        MONDAY = 0, "Monday"
        SATURDAY = 5, "Saturday"
        SUNDAY = 6, "Sunday"

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="profile")
    version = models.PositiveIntegerField(default=1)
    steps_done = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    consent_version = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    experience = models.CharField(
        max_length=12, choices=Experience.choices, default=Experience.REGULAR
    )
    units = models.CharField(max_length=2, choices=Units.choices, default=Units.KM)
    time_zone = models.CharField(max_length=64, default="UTC")
    first_weekday = models.PositiveSmallIntegerField(
        choices=FirstDay.choices, default=FirstDay.MONDAY
    )

    available = models.JSONField(default=dict)
    run_days = models.JSONField(null=True, blank=True)
    long_run_day = models.CharField(max_length=3, blank=True, default="")
    runs_per_week = models.PositiveSmallIntegerField(null=True, blank=True)
    target_weekly_m = models.PositiveIntegerField(null=True, blank=True)
    told_week_m = models.PositiveIntegerField(null=True, blank=True)
    told_longest_m = models.PositiveIntegerField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    goal_kind = models.CharField(max_length=6, choices=Goal.choices, default=Goal.HEALTH)
    race_date = models.DateField(null=True, blank=True)
    race_distance_m = models.PositiveIntegerField(null=True, blank=True)
    equipment = models.JSONField(default=list, blank=True)
    wants_stretch = models.BooleanField(default=True)
    wants_roll = models.BooleanField(default=False)

    bridge_left = models.PositiveSmallIntegerField(null=True, blank=True)
    bridge_right = models.PositiveSmallIntegerField(null=True, blank=True)
    bridge_date = models.DateField(null=True, blank=True)
    strength_level = models.PositiveSmallIntegerField(null=True, blank=True)
    morning_baseline = models.PositiveSmallIntegerField(null=True, blank=True, validators=SCALE)
    bmi_over_30 = models.BooleanField(null=True, blank=True)
    out_of_scope = models.JSONField(default=list, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["withdrawn_at"],
                condition=models.Q(withdrawn_at__isnull=False),
                name="consents_withdrawn",
            )
        ]

    def __str__(self) -> str:
        return f"profile of {self.user_id}"

    @property
    def is_started(self) -> bool:
        """Whether the three screens are filled and a plan can be made: consent is not withdrawn."""
        return self.started_at is not None and self.withdrawn_at is None


class Consent(models.Model):
    """Words about health data that the runner agreed to: which, when, and until when."""

    runner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    version = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["runner", "version"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_consent",
            )
        ]

    def __str__(self) -> str:
        return f"consent {self.version} of {self.runner_id}"


class Injury(models.Model):
    """A strain or a sore tendon. `stage` is how far the way back has come (0–8, a tendon 1–4),
    `stage_on` the day on which it held: only what was logged after that day moves it.
    """

    class Kind(models.TextChoices):
        STRAIN = "strain", "Hamstring strain"
        TENDON = "tendon", "Sit-bone (tendon) pain"
        CALF = "calf", "Calf strain"

    class Side(models.TextChoices):
        LEFT = "left", "Left"
        RIGHT = "right", "Right"
        BOTH = "both", "Both"

    class Onset(models.TextChoices):
        SUDDEN = "sudden", "Suddenly"
        GRADUAL = "gradual", "Little by little"

    class Status(models.TextChoices):
        ACUTE = "acute", "Just happened, not running"
        RETURNING = "returning", "On the way back"
        RETURNED = "returned", "Back to normal running"

    runner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="injuries")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    side = models.CharField(max_length=5, choices=Side.choices)
    date = models.DateField()
    onset = models.CharField(max_length=8, choices=Onset.choices, default=Onset.GRADUAL)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RETURNED)
    returned_on = models.DateField(null=True, blank=True)
    stage = models.PositiveSmallIntegerField(null=True, blank=True)
    stage_on = models.DateField(null=True, blank=True)
    idem = models.UUIDField(null=True, default=uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-date", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "idem"], name="one_injury_per_form"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.side} {self.date}"


class BridgeTest(models.Model):
    """Single-leg bridges to failure, per side, on a local date; the profile holds the last one."""

    runner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="bridge_tests")
    date = models.DateField()
    left = models.PositiveSmallIntegerField()
    right = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-date"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "date"], name="one_bridge_test_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.date}: {self.left} left, {self.right} right"
