"""Wishes of one item, one laid upon the other: each can be undone, and leaves the others."""

from datetime import date, timedelta

import pytest

from apps.plans.layered import layers_shown
from apps.plans.models import Layer
from apps.plans.services import remove_layer
from tests.plans.conftest import MONDAY, SUNDAY, TUESDAY, items_of, make_waiting, planned
from tests.plans.reading import read
from tests.plans.wishing import asked, sent, verdict

DAY = timedelta(days=1)
FRIDAY, SATURDAY = TUESDAY + 3 * DAY, TUESDAY + 4 * DAY
RUN = f"{SUNDAY}-run"


@pytest.fixture
def lifting(history):
    """Alice with things at hand, on the Tuesday of her week."""
    history.profile.equipment = ["mat", "bench", "band", "slider", "anchor", "weights"]
    history.profile.save()
    return planned(history)


@pytest.fixture
def wish(lifting, alices):
    """Wish on the pages, as a runner does, and let the worker plan."""

    def ask(**fields) -> Layer:
        _, page, form = asked(alices, **fields)
        assert verdict(page) in ("fine", "mind", "otherwise")
        assert sent(alices, form).status_code == 302
        make_waiting()
        lifting.refresh_from_db()
        return Layer.objects.latest("id")

    return ask


@pytest.fixture
def take_back(lifting):
    def undo(layer: Layer) -> None:
        remove_layer(layer=layer)
        make_waiting()
        lifting.refresh_from_db()

    return undo


def shown(plan) -> list[str]:
    return [one.text for one in layers_shown(plan.runner, MONDAY)]


def session(plan):
    """The last strength session of the week, which is still to come."""
    held = (i for i in items_of(plan).values() if i["kind"] == "strength")
    return max(held, key=lambda one: one["date"])


def swaps(client, item) -> list[str]:
    """What may take the place of the session's first exercise."""
    page = read(client, f"/plan/items/{item['id']}/change/")
    wish = {"kind": "swap", "item": item["id"], "out": item["exercises"][0]["slug"]}
    offered = page.xpath('//select[@name="into"]//@value')
    return [one for one in offered if verdict(asked(client, **wish, into=one)[1]) == "fine"]


def free_for(plan, kind: str) -> date:
    held = {i["date"] for i in items_of(plan).values() if i["kind"] == kind}
    return next(d for n in range(1, 6) if str(d := TUESDAY + n * DAY) not in held)


@pytest.fixture
def move(lifting, wish):
    """Move an item to a day that is free for its kind; the wish and the day."""

    def to_a_free_day(item: str) -> tuple[Layer, date]:
        to = free_for(lifting, item.rpartition("-")[2])
        return wish(kind="move", item=item, to=to), to

    return to_a_free_day


def test_a_move_outlives_the_shortening_under_it(lifting, wish, move, take_back):
    whole = items_of(lifting)[RUN]
    short = wish(kind="shorten", item=RUN, minutes=20)
    _, to = move(RUN)
    take_back(short)
    assert items_of(lifting)[f"{to}-run"]["minutes"] == whole["minutes"]


def test_a_shortening_stays_when_the_move_under_it_is_undone(lifting, wish, move, take_back):
    there, to = move(RUN)
    wish(kind="shorten", item=f"{to}-run", minutes=20)
    take_back(there)
    assert items_of(lifting)[RUN]["minutes"] <= 20
    assert f"{to}-run" not in items_of(lifting)
    assert shown(lifting) == ["Long run on Sunday in 20 min"]


def test_a_session_that_was_moved_holds_its_own_exercises_once_a_swap_is_undone(
    lifting, wish, move, take_back, alices
):
    item = session(lifting)
    into = swaps(alices, item)[0]
    out = item["exercises"][0]["slug"]
    swap = wish(kind="swap", item=item["id"], out=out, into=into)
    _, to = move(item["id"])
    take_back(swap)
    held = [dose["slug"] for dose in items_of(lifting)[f"{to}-strength"]["exercises"]]
    assert held == [dose["slug"] for dose in item["exercises"]]


def test_a_swap_goes_back_with_the_session_whose_move_is_undone(
    lifting, wish, move, take_back, alices
):
    item = session(lifting)
    into = swaps(alices, item)[0]
    there, to = move(item["id"])
    out = item["exercises"][0]["slug"]
    wish(kind="swap", item=f"{to}-strength", out=out, into=into)
    take_back(there)
    held = [dose["slug"] for dose in items_of(lifting)[item["id"]]["exercises"]]
    assert into in held
    assert out not in held
    assert shown(lifting)[0].endswith(f"on {date.fromisoformat(item['date']):%A}")


def test_a_swap_of_a_swap_takes_the_first_ones_place(lifting, wish, take_back, alices):
    item = session(lifting)
    into, other, *_ = swaps(alices, item)
    out = item["exercises"][0]["slug"]
    first = wish(kind="swap", item=item["id"], out=out, into=into)
    wish(kind="swap", item=item["id"], out=into, into=other)
    take_back(first)
    held = [dose["slug"] for dose in items_of(lifting)[item["id"]]["exercises"]]
    assert other in held
    assert not {into, out} & set(held)


def test_another_kind_of_run_is_undone_under_a_move(lifting, wish, move, take_back):
    now = items_of(lifting)[RUN]
    other = wish(kind="retype", item=RUN, run="easy")
    _, to = move(RUN)
    take_back(other)
    assert items_of(lifting)[f"{to}-run"]["run"]["type"] == now["run"]["type"]
    assert shown(lifting) == [f"{now['title']} moved from Sunday to {to:%A}"]


def test_a_run_that_was_moved_is_whole_once_one_feels_like_it(lifting, wish, move, take_back):
    whole = items_of(lifting)[RUN]
    low = wish(kind="low", on=SUNDAY, how="half")
    _, to = move(RUN)
    take_back(low)
    assert items_of(lifting)[f"{to}-run"]["run"] == whole["run"]


def test_a_day_of_not_feeling_it_holds_no_run_that_went_back_to_its_own(
    lifting, wish, move, take_back
):
    whole = items_of(lifting)[RUN]
    there, to = move(RUN)
    wish(kind="low", on=to, how="half")
    take_back(there)
    assert f"{to}-run" not in items_of(lifting)
    assert items_of(lifting)[RUN]["run"] == whole["run"]


def test_a_way_there_and_back_is_staying_once_the_way_there_is_undone(
    lifting, wish, move, take_back
):
    there, to = move(RUN)
    wish(kind="move", item=f"{to}-run", to=SUNDAY)
    take_back(there)
    assert shown(lifting) == ["Long run stays on Sunday"]
    assert RUN in items_of(lifting)


def test_the_last_of_three_is_as_if_the_first_had_never_been(lifting, wish, move, take_back):
    whole = items_of(lifting)[RUN]
    short = wish(kind="shorten", item=RUN, minutes=20)
    there, to = move(RUN)
    wish(kind="retype", item=f"{to}-run", run="easy")
    take_back(there)
    take_back(short)
    assert items_of(lifting)[RUN]["run"]["type"] == "easy"
    assert shown(lifting) == [f"{whole['title']} on Sunday as an easy run"]


def test_what_is_undone_is_told_as_it_stood(lifting, wish, move, take_back, alices):
    there, to = move(RUN)
    short = wish(kind="shorten", item=f"{to}-run", minutes=20)
    take_back(there)
    answer = alices.post(f"/plan/layers/{short.pk}/remove/", follow=True)
    assert "Undone: Long run on Sunday in 20 min." in answer.content.decode()


def test_a_wish_from_before_this_was_noted_stands_as_it_did(lifting, wish, move, take_back):
    short = wish(kind="shorten", item=RUN, minutes=20)
    Layer.objects.update(payload={k: v for k, v in short.payload.items() if k != "was"})
    _, to = move(RUN)
    take_back(short)
    assert items_of(lifting)[f"{to}-run"]["minutes"] <= 20
