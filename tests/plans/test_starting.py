"""From today's item to the mat and back."""

import pytest

from apps.plans.models import ItemMark
from apps.plans.services import NoSuchItemError, NotYetError, mark_item, start_item
from apps.routines import services as routines
from apps.routines.models import GuidedSession, LoggedSession
from tests.plans.conftest import TUESDAY, items_of, planned
from tests.plans.reading import one, read


@pytest.fixture
def strength(history):
    """The week's first strength session that is today or later."""
    found = items_of(planned(history))
    return next(i for i in found.values() if i["kind"] == "strength" and not i["done"])


@pytest.fixture
def on_its_day(strength, tuesday):
    tuesday.move_to(f"{strength['date']}T08:00:00+00:00")
    return strength


def played(runner, item, *, all_sets):
    session = start_item(runner=runner, item=item["id"])
    dose = session.doses[0]
    sides = ("left", "right") if dose["side"] == "each" else (dose["side"],)
    if all_sets:
        for position in range(len(session.doses)):
            routines.skip_exercise(session=session, position=position)
        session.sets.update(skipped=False)
    else:
        routines.save_set(session=session, step=f"0.1.{sides[0]}")
    routines.finish_session(session=session, effort=5, pain=0)
    return session


def test_the_session_has_the_items_doses_and_its_id(on_its_day, history):
    session = start_item(runner=history, item=on_its_day["id"])
    assert session.item == on_its_day["id"]
    assert [d["slug"] for d in session.doses] == [d["slug"] for d in on_its_day["exercises"]]


def button(client, item):
    [words] = one(read(client), f'data-item="{item["id"]}"').xpath(".//button/@aria-label")[:1]
    return words.split(":")[0]


def test_what_was_begun_is_gone_on_with(on_its_day, history, alices):
    assert button(alices, on_its_day) == "Start"
    start_item(runner=history, item=on_its_day["id"])
    assert button(alices, on_its_day) == "Go on"


def test_starting_twice_goes_on_with_the_first(on_its_day, history):
    first = start_item(runner=history, item=on_its_day["id"])
    assert start_item(runner=history, item=on_its_day["id"]).pk == first.pk


@pytest.mark.parametrize(("all_sets", "state"), [(True, "done"), (False, "half")])
def test_what_was_played_marks_the_item(on_its_day, history, all_sets, state):
    played(history, on_its_day, all_sets=all_sets)
    assert ItemMark.objects.get().state == state
    assert LoggedSession.objects.get().item == on_its_day["id"]


def test_taking_it_back_frees_the_item_for_another_start(on_its_day, history):
    played(history, on_its_day, all_sets=True)
    mark_item(runner=history, item=on_its_day["id"], state="undo")
    assert not LoggedSession.objects.exists()
    assert start_item(runner=history, item=on_its_day["id"]).state == "open"


def test_what_hurt_is_not_taken_back_with_the_tick(on_its_day, history):
    session = start_item(runner=history, item=on_its_day["id"])
    routines.report_pain(session=session, hurt=routines.Hurt(0, 7))
    mark_item(runner=history, item=on_its_day["id"], state="undo")
    assert LoggedSession.objects.get().pain == 7


def test_an_item_of_a_later_day_waits(history):
    lifts = [i for i in items_of(planned(history)).values() if i["kind"] == "strength"]
    assert lifts[-1]["date"] > TUESDAY.isoformat()
    with pytest.raises(NotYetError):
        start_item(runner=history, item=lifts[-1]["id"])


def test_a_run_is_not_played(history):
    found = items_of(planned(history))
    run = next(i for i in found.values() if i["kind"] == "run")
    with pytest.raises(NoSuchItemError):
        start_item(runner=history, item=run["id"])


def test_the_page_starts_todays_item(on_its_day, alices):
    page = alices.get("/today/").content.decode()
    assert f'action="/plan/items/{on_its_day["id"]}/start/"' in page
    answer = alices.post(f"/plan/items/{on_its_day['id']}/start/")
    assert answer["Location"] == f"/sessions/{GuidedSession.objects.get().pk}/"


def test_a_stranger_starts_nothing(on_its_day, bob, client_of):
    answer = client_of(bob).post(f"/plan/items/{on_its_day['id']}/start/")
    assert answer.status_code == 404
    assert not GuidedSession.objects.exists()


def test_a_grab_in_a_session_keeps_runs_off_for_two_days(on_its_day, history):
    session = start_item(runner=history, item=on_its_day["id"])
    routines.report_pain(session=session, hurt=routines.Hurt(0, 2, sudden=True))
    later = items_of(planned(history))
    runs = [i["date"] for i in later.values() if i["kind"] == "run" and not i["done"]]
    assert all(day > on_its_day["date"] for day in runs)
