"""Whom a session belongs to."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from apps.accounts.models import User
from apps.accounts.queries import BY_KEY


class RunnerBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Log-in as allauth has it; every page then finds user and profile in one query, not two."""

    def get_user(self, user_id: Any) -> User | None:
        """The user with the profile, where there is one; None for an account that is shut."""
        user = BY_KEY.get(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
