"""Every revision is kept with its reasons: compared by twos, and readable when the week is over."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.plans.compare import differences
from apps.plans.models import PlanRevision
from apps.runlog.models import CheckIn
from tests.plans.conftest import MONDAY, first_item, planned
from tests.plans.layering import lay, undo
from tests.plans.reading import one, read, text_of

VERSIONS = "/week/2026-11-23/versions/"


def run(day: str, metres: int = 8000, title: str = "Easy run"):
    shape = {"distance_m": metres, "type": "easy", "steps": []}
    return {
        "id": f"{day}-run",
        "kind": "run",
        "title": title,
        "minutes": 45,
        "exercises": [],
        "run": shape,
    }


def strength(day: str, *doses: tuple[str, int]):
    held = [{"slug": slug, "sets": sets, "reps": 8, "side": "both"} for slug, sets in doses]
    told = {"kind": "strength", "title": "Strength", "minutes": 25, "run": None}
    return {"id": f"{day}-strength", "exercises": held, **told}


def week(*items, changes=()):
    """A document with these items on the days that their ids name."""
    days = [f"2026-11-{n}" for n in range(23, 30)]
    held = [{"date": day, "items": [i for i in items if i["id"].startswith(day)]} for day in days]
    return {"days": held, "changes": list(changes)}


def told(old, new, *between):
    found = differences(old, new, [("", one) for one in between or (new,)], "km")
    return [(f"{each.day:%a}", each.was, each.now) for each in found]


def test_a_run_that_moved_is_told_with_both_days():
    found = told(week(run("2026-11-24")), week(run("2026-11-25")))
    assert found == [("Wed", "Easy run, 8 km, on Tuesday", "Easy run, 8 km, on Wednesday")]


def test_a_shorter_run_is_told_with_both_lengths():
    found = told(week(run("2026-11-24")), week(run("2026-11-24", 6500)))
    assert found == [("Tue", "Easy run, 8 km", "Easy run, 6.5 km")]


def test_what_came_and_what_went_stand_alone():
    found = told(week(run("2026-11-24")), week(strength("2026-11-26", ("hip-hinge", 3))))
    assert found == [("Tue", "Easy run, 8 km", ""), ("Thu", "", "Strength, 25 min")]


def test_other_exercises_and_other_doses_are_told():
    before = week(strength("2026-11-26", ("nordic-lowering", 3)))
    ((_, was, now),) = told(before, week(strength("2026-11-26", ("nordic-lowering", 2))))
    assert was.startswith("Nordic")
    assert "3 × 8" in was
    assert "2 × 8" in now


def test_the_same_week_twice_has_no_differences():
    assert told(week(run("2026-11-24")), week(run("2026-11-24"))) == []


def test_the_newest_sentence_between_them_says_why():
    change = {"item": "2026-11-24-run", "text": "The run on Tuesday is now 6.5 km (it was 8 km)."}
    first = week(run("2026-11-24", 7000), changes=[change | {"text": "An older one."}])
    last = week(run("2026-11-24", 6500), changes=[change])
    between = [("A", first), ("B", last)]
    (found,) = differences(week(run("2026-11-24")), last, between, "km")
    assert (found.cause, found.why) == ("B", change["text"])


def test_miles_are_told_in_miles():
    (found,) = differences(week(), week(run("2026-11-24", 16093)), (), "mi")
    assert found.now == "Easy run, 10 mi"


@pytest.fixture
def sore(history):
    """Alice's week, made anew after a morning that hurt."""
    planned(history)
    CheckIn.objects.create(runner=history, date=date(2026, 11, 24), pain=5, tightness=6)
    return planned(history, because="checkin")


def test_the_first_stands_beside_the_newest_and_says_because_of_what(sore, alices):
    page = read(alices, VERSIONS)
    shown = one(page, "data-differences")
    assert int(shown.get("data-differences")) > 0
    assert "You said how your hamstring feels" in text_of(one(page, 'id="between-them"'))
    assert "6/10" in text_of(shown)


def test_any_two_are_compared_the_older_first(sore, alices):
    page = read(alices, f"{VERSIONS}?old=2&new=1")
    assert "From version 1 to version 2" in text_of(page)


@pytest.mark.parametrize("query", ["old=1&new=9", "old=one&new=2", "old=1"])
def test_a_version_that_is_not_there_is_told_beside_its_field(sore, alices, query):
    answer = alices.get(f"{VERSIONS}?{query}")
    assert answer.status_code == 422
    assert b'aria-invalid="true"' in answer.content


@pytest.fixture
def bent(history):
    """Alice's week with a busy day that she laid over it and took off again."""
    plan = planned(history)
    undo(lay(plan, "busy", date(2026, 11, 26), minutes=0))
    return plan


BY_HER, UNDONE = "By you: Busy on Thursday: no time.", "Undone: Busy on Thursday: no time."


def test_a_revision_says_which_change_of_the_runners_own_it_came_with(bent, alices):
    newest, older, first = read(alices, VERSIONS).xpath('//section[@aria-labelledby="all"]/ol/li')
    assert UNDONE in text_of(newest)
    assert BY_HER in text_of(older)
    assert "Busy" not in text_of(first)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/week/", (BY_HER, UNDONE)),
        (f"{VERSIONS}?old=1&new=2", (BY_HER,)),
        ("/week/2026-11-23/2/", (BY_HER,)),
        ("/week/2026-11-23/3/", (UNDONE,)),
    ],
)
def test_every_page_of_versions_says_so(bent, alices, path, told):
    page = text_of(read(alices, path))
    assert all(each in page for each in told)


def test_many_causes_between_two_versions_are_folded_away(bent, alices):
    few = one(read(alices, f"{VERSIONS}?old=1&new=3"), 'id="between-them"')
    assert not few.xpath(".//details")
    for minutes in (10, 20):
        undo(lay(bent, "busy", date(2026, 11, 26), minutes=minutes))
    many = one(read(alices, f"{VERSIONS}?old=1&new=7"), 'id="between-them"')
    [fold] = many.xpath("./details")
    assert "What came between, 6 times" in text_of(fold)
    assert len(fold.xpath(".//li")) == 6


def test_a_month_later_ones_own_changes_are_told_too(bent, alices, tuesday):
    tuesday.move_to(datetime(2026, 12, 15, 6, tzinfo=UTC))
    page = text_of(one(read(alices, "/week/past/"), 'data-week-start="2026-11-23"'))
    assert BY_HER in page
    assert UNDONE in page


def test_a_stranger_finds_no_versions(sore, bob, client_of):
    assert client_of(bob).get(VERSIONS).status_code == 404


def test_every_change_of_a_revision_names_its_rule(sore):
    newest = PlanRevision.objects.get(plan=sore, number=sore.revision)
    assert newest.document["changes"]
    assert all(change["because"] and change["text"] for change in newest.document["changes"])


def test_a_month_later_the_reasons_are_as_they_were(sore, alices, tuesday):
    tuesday.move_to(datetime(2026, 12, 15, 6, tzinfo=UTC))
    page = one(read(alices, "/week/past/"), 'data-week-start="2026-11-23"')
    reasons = {text_of(d) for d in page.xpath(".//dd[@data-rule]")}
    document = PlanRevision.objects.get(plan=sore, number=sore.revision).document
    told = {w["text"] for d in document["days"] for i in d["items"] for w in i["why"]}
    assert reasons == told


def test_a_week_of_rest_that_was_kept_counts_as_kept(alice, alices, tuesday):
    alice.profile.available = dict.fromkeys(alice.profile.available, 0)
    alice.profile.save()
    planned(alice)
    tuesday.move_to(datetime(2026, 12, 1, 6, tzinfo=UTC))
    week = one(read(alices, "/week/past/"), 'data-week-start="2026-11-23"')
    assert week.get("data-kept") == "yes"


def test_a_week_that_went_otherwise_is_told_without_blame(history, alices, tuesday):
    planned(history)
    tuesday.move_to(datetime(2026, 12, 1, 6, tzinfo=UTC))
    page = one(read(alices, "/week/past/"), 'data-week-start="2026-11-23"')
    assert page.get("data-kept") == "no"
    assert not any(word in text_of(page).lower() for word in ("fail", "missed", "compliant"))


def test_what_was_left_out_does_not_pile_up(history, alices):
    plan = planned(history)
    runs = _metres(plan)
    for kind in ("run", "strength"):
        alices.post(f"/plan/items/{first_item(plan, kind)}/mark/", {"state": "skipped"})
    after = _metres(planned(history, because="mark"))
    assert all(metres <= runs.get(day, 0) for day, metres in after.items())


def _metres(plan) -> dict[str, int]:
    document = plan.revisions.get(number=plan.revision).document
    items = [(day["date"], item) for day in document["days"] for item in day["items"]]
    return {day: item["run"]["distance_m"] for day, item in items if item["run"]}


def test_before_any_week_is_over_the_page_says_so(alice, alices):
    assert "No week is over yet" in text_of(read(alices, "/week/past/"))


def test_more_weeks_and_more_versions_cost_no_more_queries_each(sore, alices, tuesday):
    tuesday.move_to(datetime(2026, 12, 1, 6, tzinfo=UTC))
    with CaptureQueriesContext(
        connection,
    ) as few:
        alices.get("/week/past/?before=2026-12-15")
    CheckIn.objects.create(runner=sore.runner, date=date(2026, 11, 30), pain=0, tightness=0)
    planned(sore.runner, date(2026, 11, 30))
    tuesday.move_to(datetime(2026, 12, 8, 6, tzinfo=UTC))
    with CaptureQueriesContext(connection) as more:
        alices.get("/week/past/?before=2026-12-15")
    assert len(more) - len(few) == 1
    assert MONDAY.isoformat() in alices.get("/week/past/").content.decode()
