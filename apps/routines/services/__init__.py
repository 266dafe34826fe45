"""The verbs of doing: log a session, play one step by step, keep own routines."""

from apps.routines.services.ending import close_left_over, finish_session
from apps.routines.services.log import (
    record_history,
    record_session,
    record_soreness,
    withdraw_session,
)
from apps.routines.services.own import (
    NothingLeftError,
    add_routine,
    change_routine,
    delete_routine,
    put_on_day,
    start_routine,
    take_off_day,
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
    "NothingLeftError",
    "Verdict",
    "add_routine",
    "change_routine",
    "close_left_over",
    "delete_routine",
    "finish_session",
    "put_on_day",
    "record_history",
    "record_session",
    "record_soreness",
    "report_pain",
    "save_list",
    "save_set",
    "skip_exercise",
    "start_routine",
    "start_session",
    "start_test",
    "swap_exercise",
    "take_off_day",
    "withdraw_session",
]
