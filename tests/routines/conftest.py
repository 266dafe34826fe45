"""Sessions to play."""

from datetime import date
from typing import Any

import pytest

from apps.accounts.models import User
from apps.lib import clock
from apps.routines.models import GuidedSession
from apps.routines.services import start_session

BRIDGE = {
    "slug": "single-leg-bridge",
    "sets": 2,
    "reps": 8,
    "hold_s": None,
    "tempo": "2-1-2",
    "rest_s": 60,
    "side": "each",
}
HOLD = {
    "slug": "long-lever-bridge-hold",
    "sets": 1,
    "reps": None,
    "hold_s": 30,
    "tempo": "hold",
    "rest_s": 60,
    "side": "both",
}


def started(runner: User, *doses: dict[str, Any], **more: Any) -> GuidedSession:
    """A session of these doses, under way: by default two sets of bridges and a hold."""
    told: dict[str, Any] = {
        "origin": "test",
        "purpose": "own",
        "kind": "strength",
        "title": "Strength: hip and holds",
        "date": clock.local_today(runner.profile.time_zone),
    }
    return start_session(runner=runner, doses=doses or (BRIDGE, HOLD), **{**told, **more})


@pytest.fixture
def session(alice: User) -> GuidedSession:
    return started(alice)


@pytest.fixture
def alices(client_of, alice: User):
    """Alice's browser."""
    return client_of(alice)


def log_of(runner: User) -> Any:
    return runner.sessions.get()


def days_ago(runner: User, days: int) -> date:
    today = clock.local_today(runner.profile.time_zone)
    return date.fromordinal(today.toordinal() - days)
