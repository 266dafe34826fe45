"""The only writers of the ledger and its settings."""

from apps.reminders.services.making import make_reminders, remake
from apps.reminders.services.sending import send_due
from apps.reminders.services.wishes import change_setting, switch_off

__all__ = ["change_setting", "make_reminders", "remake", "send_due", "switch_off"]
