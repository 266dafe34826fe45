"""Which words a runner agrees to before anything about health is kept."""

from datetime import timedelta
from typing import Final

VERSION: Final = 1
"""Raise it with a new `templates/accounts/consent/<version>.html`: everybody is asked again."""
KEPT_AFTER_WITHDRAWAL: Final = timedelta(days=30)
"""Time to take everything along or to think again; then the account is erased."""


def words(version: int) -> str:
    """The template with the text of this version; those before stay, for whoever agreed to them."""
    return f"accounts/consent/{version}.html"
