"""How much of a week went as planned."""

from datetime import timedelta

from apps.plans.kept import kept_of
from apps.plans.states import Told
from tests.plans.conftest import MONDAY

STRETCH = {"id": f"{MONDAY}-stretch", "kind": "stretch"}
RUN = {"id": f"{MONDAY}-run", "kind": "run"}
DAYS = [{"date": MONDAY.isoformat(), "items": [RUN, STRETCH]}]


def test_a_stretch_for_those_who_like_counts_once_it_is_done_and_never_against_the_week():
    after, ran = MONDAY + timedelta(days=1), (MONDAY, "run")
    left = kept_of(DAYS, [], Told(logged={ran}), after)
    assert (left.planned, left.kept) == (1, 1)
    done = kept_of(DAYS, [], Told(logged={ran, (MONDAY, "stretch")}), after)
    assert (done.planned, done.kept) == (2, 2)
