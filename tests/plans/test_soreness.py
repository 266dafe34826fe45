"""Two days after strength work Today asks how sore it is."""

from datetime import timedelta

import pytest

from apps.routines.services import record_session
from tests.plans.conftest import TUESDAY, planned


def lifted(runner, days, kind="strength"):
    return record_session(runner=runner, date=TUESDAY - timedelta(days=days), kind=kind)


@pytest.mark.parametrize(
    ("days", "kind", "asks"),
    [
        (1, "strength", False),
        (2, "strength", True),
        (3, "strength", True),
        (4, "strength", False),
        (2, "stretch", False),
    ],
)
def test_today_asks_two_days_after_strength(history, alices, days, kind, asks):
    entry = lifted(history, days, kind)
    planned(history)
    page = alices.get("/today/").content.decode()
    assert (f"/sessions/log/{entry.pk}/soreness/" in page) == asks


def test_it_asks_below_the_days_items(history, alices):
    entry = lifted(history, 2)
    planned(history)
    page = alices.get("/today/").content.decode()
    asked, strip = page.index(f"/sessions/log/{entry.pk}/soreness/"), page.index('id="strip"')
    assert page.index('id="items"') < asked < strip


def test_told_once_it_is_not_asked_again(history, alices):
    entry = lifted(history, 2)
    alices.post(f"/sessions/log/{entry.pk}/soreness/", {"soreness": "2"})
    assert "soreness/" not in alices.get("/today/").content.decode()
