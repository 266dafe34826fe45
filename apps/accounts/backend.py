"""Whom a session belongs to."""

from typing import Any, Final

from allauth.account.auth_backends import AuthenticationBackend
from django.db import DEFAULT_DB_ALIAS, models

from apps.accounts.models import Profile, User
from apps.lib.prepared import PreparedRow


def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


USER, PROFILE = _names(User), _names(Profile)
FOUND: Final = PreparedRow(
    lambda key: User.objects.filter(pk=key).values_list(*USER, *(f"profile__{n}" for n in PROFILE)),
    unlike=2_000_000_001,
)


class RunnerBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Log-in as allauth has it; every page then finds user and profile in one query, not two."""

    def get_user(self, user_id: Any) -> User | None:
        """The user with the profile, where there is one; None for an account that is shut."""
        row = FOUND.row(user_id)
        if row is None:
            return None
        user = User.from_db(DEFAULT_DB_ALIAS, USER, row[: len(USER)])
        _join(user, row[len(USER) :])
        return user if self.user_can_authenticate(user) else None


def _join(user: User, row: list[Any]) -> None:
    """Both know each other, or it is known that there is no profile: nobody asks again."""
    if row[0] is None:
        Profile._meta.get_field("user").remote_field.set_cached_value(user, None)
    else:
        user.profile = Profile.from_db(DEFAULT_DB_ALIAS, PROFILE, row)
