"""Accounts that leave, arrive and end; links for a physio, the demo, the days after a restore."""

from apps.pages.services.demo import EMAIL, fill_demo
from apps.pages.services.erasing import erase_account, erase_withdrawn
from apps.pages.services.exports import (
    drop_old_exports,
    make_export,
    request_export,
    sweep_exports,
)
from apps.pages.services.importing import import_account
from apps.pages.services.restoring import after_restore
from apps.pages.services.seeding import seed_runners
from apps.pages.services.sharing import (
    TooManyLinksError,
    make_share_link,
    note_look,
    stop_share_link,
)

__all__ = [
    "EMAIL",
    "TooManyLinksError",
    "after_restore",
    "drop_old_exports",
    "erase_account",
    "erase_withdrawn",
    "fill_demo",
    "import_account",
    "make_export",
    "make_share_link",
    "note_look",
    "request_export",
    "seed_runners",
    "stop_share_link",
    "sweep_exports",
]
