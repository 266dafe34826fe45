"""The demo account; exports, and accounts that end."""

from apps.pages.services.demo import EMAIL, fill_demo
from apps.pages.services.erasing import erase_account, erase_withdrawn
from apps.pages.services.exports import (
    drop_old_exports,
    make_export,
    request_export,
    sweep_exports,
)
from apps.pages.services.seeding import seed_runners

__all__ = [
    "EMAIL",
    "drop_old_exports",
    "erase_account",
    "erase_withdrawn",
    "fill_demo",
    "make_export",
    "request_export",
    "seed_runners",
    "sweep_exports",
]
