"""The verbs of doing: log a session, play one step by step, keep own routines."""

from apps.routines.services.log import (
    record_history,
    record_session,
    record_soreness,
    withdraw_session,
)

__all__ = ["record_history", "record_session", "record_soreness", "withdraw_session"]
