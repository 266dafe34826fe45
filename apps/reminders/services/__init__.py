"""The only writers of the ledger and its settings."""

from apps.reminders.services.answering import NothingSaidError, press, take_back
from apps.reminders.services.mailbox import (
    flag_address,
    flag_everyone_at,
    hear,
    pause,
    resume,
    set_limits,
    trust_address,
)
from apps.reminders.services.making import make_reminders, remake
from apps.reminders.services.pulse import note_beat
from apps.reminders.services.restored import after_import, after_restore
from apps.reminders.services.sending import send_due
from apps.reminders.services.wishes import (
    EnoughError,
    ask_for_one_now,
    change_settings,
    switch_off,
    switch_on,
)

__all__ = [
    "EnoughError",
    "NothingSaidError",
    "after_import",
    "after_restore",
    "ask_for_one_now",
    "change_settings",
    "flag_address",
    "flag_everyone_at",
    "hear",
    "make_reminders",
    "note_beat",
    "pause",
    "press",
    "remake",
    "resume",
    "send_due",
    "set_limits",
    "switch_off",
    "switch_on",
    "take_back",
    "trust_address",
]
