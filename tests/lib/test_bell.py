"""The bell before a broker that takes the call and says nothing."""

import socket
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from apps.lib.bell import ring
from apps.plans.tasks import sweep_plans

LONG_S = 10
"""Far more than a second of patience costs on a busy machine, far less than no limit would."""


@pytest.fixture
def silent(settings):
    """A port that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=20) as server:
        server.settimeout(0)
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        yield server


def calls(server: socket.socket) -> int:
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def test_a_silent_broker_is_waited_for_once_and_not_for_long(silent, caplog):
    began = time.monotonic()
    assert not ring(sweep_plans)
    assert time.monotonic() - began < LONG_S
    assert calls(silent)
    assert not ring(sweep_plans)
    assert not calls(silent)
    assert caplog.text.count("waits for the sweep") == 1


def test_after_half_a_minute_it_is_tried_again(silent):
    with time_machine.travel(datetime(2026, 3, 3, 8, tzinfo=UTC), tick=False) as moment:
        ring(sweep_plans)
        assert calls(silent)
        ring(sweep_plans)
        assert not calls(silent)
        moment.shift(timedelta(seconds=31))
        ring(sweep_plans)
        assert calls(silent)
