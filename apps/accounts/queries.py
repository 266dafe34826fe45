"""What is asked of a runner, the profile and the injuries."""

from typing import Final

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from apps.accounts.consent import VERSION
from apps.accounts.models import Injury, Profile, User
from apps.lib.prepared import PreparedJoin

STARTED: Final = Q(started_at__isnull=False, withdrawn_at__isnull=True)
"""Profiles of whom plans and mails are made: `Profile.is_started` for the database."""
STARTED_USERS: Final = Q(
    profile__started_at__isnull=False, profile__withdrawn_at__isnull=True, is_active=True
)


BY_KEY: Final = PreparedJoin(User, "profile")
"""A user with the profile, where there is one."""


def started_profile(runner: User) -> Profile | None:
    """The profile as it stands now, where plans are made for the runner."""
    profile = getattr(BY_KEY.get(runner.pk), "profile", None)
    return profile if profile is not None and profile.is_started else None


def has_agreed(profile: Profile) -> bool:
    """Whether the words of today were agreed to. Nobody stands behind the demo account's data."""
    is_current = profile.consent_version == VERSION and profile.withdrawn_at is None
    return is_current or profile.user.is_demo


def is_theirs(runner: User, address: str) -> bool:
    """Whether mail to this address reaches the runner: the account's own, or a confirmed one."""
    if runner.email.lower() == address.lower():
        return True
    others = EmailAddress.objects.filter(user=runner, verified=True)
    return bool(others.filter(email__iexact=address).exists())


def open_injuries(runner: User) -> QuerySet[Injury]:
    """Strains and sore tendons that the runner is not back from, oldest first."""
    rows = runner.injuries.exclude(status=Injury.Status.RETURNED)
    return rows.order_by("date", "id")


def open_strains(runner: User) -> QuerySet[Injury]:
    """Strains of hamstring and calf that the runner is not back from, oldest first."""
    return open_injuries(runner).exclude(kind=Injury.Kind.TENDON)


def open_tendons(runner: User) -> QuerySet[Injury]:
    """Sore tendons that are still felt, oldest first."""
    return open_injuries(runner).filter(kind=Injury.Kind.TENDON)
