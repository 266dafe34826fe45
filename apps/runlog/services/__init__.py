"""The only writers of the log; each sends `log_changed` inside its transaction."""

from apps.runlog.services.batch_work import (
    forget_import,
    import_now,
    read_paths,
    work_on_import,
)
from apps.runlog.services.batches import (
    choose,
    forget_files,
    import_chosen,
    start_import,
    stop_import,
    undo_import,
)
from apps.runlog.services.batches import sweep as sweep_imports
from apps.runlog.services.checkins import record_checkin, record_clearance, withdraw_checkin
from apps.runlog.services.imports import import_file, read_file, store_files
from apps.runlog.services.rereading import reread_runs
from apps.runlog.services.runs import change_run, delete_run, record_run

__all__ = [
    "change_run",
    "choose",
    "delete_run",
    "forget_files",
    "forget_import",
    "import_chosen",
    "import_file",
    "import_now",
    "read_file",
    "read_paths",
    "record_checkin",
    "record_clearance",
    "record_run",
    "reread_runs",
    "start_import",
    "stop_import",
    "store_files",
    "sweep_imports",
    "undo_import",
    "withdraw_checkin",
    "work_on_import",
]
