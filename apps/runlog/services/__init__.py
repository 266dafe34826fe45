"""The only writers of the log; each sends `log_changed` inside its transaction."""

from apps.runlog.services.checkins import record_checkin, record_clearance, withdraw_checkin
from apps.runlog.services.imports import import_file, import_files, read_file, store_files
from apps.runlog.services.runs import change_run, delete_run, record_run

__all__ = [
    "change_run",
    "delete_run",
    "import_file",
    "import_files",
    "read_file",
    "record_checkin",
    "record_clearance",
    "record_run",
    "store_files",
    "withdraw_checkin",
]
