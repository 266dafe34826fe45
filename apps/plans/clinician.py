"""What a physio or coach allows at most: a layer over the plan that the coach obeys."""

from django.conf import settings
from django.db import models

from apps.coach import types as coach
from apps.lib import clock


class ClinicianLimit(models.Model):
    """One limit, up to and with the day `until`; `by` names who set it, `origin` their link.

    `value` is the runs of a week, the metres of a run or the level of strength work; none for no
    fast running and no running at all. Whether it is lifted, over or replaced, the row stays.
    """

    class Kind(models.TextChoices):
        RUNS = "runs", "Runs a week, at most"
        LONGEST = "longest", "Longest run"
        NO_FAST = "no_fast", "No fast running"
        NO_RUNNING = "no_running", "No running at all"
        STRENGTH = "strength", "Level of strength work, at most"

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="clinician_limits"
    )
    origin = models.UUIDField()
    by = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.PositiveIntegerField(null=True, blank=True)
    until = models.DateField()
    set_at = models.DateTimeField(default=clock.now)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["runner", "origin", "kind"],
                condition=models.Q(lifted_at__isnull=True),
                name="one_limit_of_a_kind_from_one_link",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} until {self.until}"

    def as_told(self) -> coach.Limit:
        """As the coach's contract has it."""
        kind: coach.LimitKind = self.kind  # type: ignore[assignment]  # the column's choices
        return coach.Limit(kind=kind, until=self.until, value=self.value, by=self.by)
