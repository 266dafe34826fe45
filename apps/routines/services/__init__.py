"""The verbs of doing: log a session, play one step by step, keep own routines."""

from apps.routines.services.ending import close_left_over, finish_session
from apps.routines.services.log import (
    record_history,
    record_session,
    record_soreness,
    withdraw_session,
)
from apps.routines.services.playing import (
    Hurt,
    NoSuchStepError,
    Verdict,
    report_pain,
    save_list,
    save_set,
    skip_exercise,
    start_session,
    start_test,
    swap_exercise,
)

__all__ = [
    "Hurt",
    "NoSuchStepError",
    "Verdict",
    "close_left_over",
    "finish_session",
    "record_history",
    "record_session",
    "record_soreness",
    "report_pain",
    "save_list",
    "save_set",
    "skip_exercise",
    "start_session",
    "start_test",
    "swap_exercise",
    "withdraw_session",
]
