"""What is asked of a runner's injuries."""

from django.db.models import QuerySet

from apps.accounts.models import Injury, User


def open_strains(runner: User) -> QuerySet[Injury]:
    """Strains of hamstring and calf that the runner is not back from, oldest first."""
    rows = runner.injuries.exclude(kind=Injury.Kind.TENDON)
    return rows.exclude(status=Injury.Status.RETURNED).order_by("date", "id")


def open_tendons(runner: User) -> QuerySet[Injury]:
    """Sore tendons that are still felt, oldest first."""
    rows = runner.injuries.filter(kind=Injury.Kind.TENDON)
    return rows.exclude(status=Injury.Status.RETURNED).order_by("date", "id")
