"""From a strain back to running: the log opens each stage, and the injury's record keeps it."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from apps.accounts.models import Injury, Profile
from apps.accounts.red_flags import BOOK, NOW, SOON
from apps.accounts.services import add_injury, change_injury
from apps.lib import clock
from apps.plans.models import Plan, PlanJob
from apps.plans.services import request_plan
from apps.runlog.services import record_checkin, record_run
from tests.plans.conftest import TUESDAY, log_run, make_waiting
from tests.plans.reading import one, read, text_of

PASSED = {
    "walk_30": 0,
    "stairs": 0,
    "half_squat": 0,
    "bridges": 0,
    "limp": False,
    "insecure": False,
    "knee_straight": True,
}
STRAIN = {"kind": "strain", "side": "left", "onset": "sudden", "status": "acute"}


@pytest.fixture
def journey(history, tuesday):
    """Alice's days from the Tuesday on which she begins here, one by one, through the services."""
    Profile.objects.filter(user=history).update(started_at=clock.now())
    return Journey(history, tuesday)


class Journey:
    def __init__(self, runner, moment):
        self.runner, self.moment, self.day = runner, moment, TUESDAY

    def on(self, days):
        self.day = TUESDAY + timedelta(days=days)
        self.moment.move_to(datetime(self.day.year, self.day.month, self.day.day, 8, tzinfo=UTC))

    def strain(self, **more):
        columns = STRAIN | {"date": self.day} | more
        injury = add_injury(runner=self.runner, idem=uuid4(), columns=columns)
        make_waiting()
        return injury

    def check(self, gate=None, pain=0, **more):
        record_checkin(runner=self.runner, date=self.day, pain=pain, tightness=0, gate=gate, **more)
        make_waiting()

    def jog(self, pain=0, **more):
        record_run(
            runner=self.runner,
            idem=uuid4(),
            date=self.day,
            distance_m=4200,
            duration_s=1800,
            rpe=3,
            pain_during=pain,
            pain_after=pain,
            **more,
        )
        make_waiting()

    @property
    def standing(self):
        monday = self.day - timedelta(days=self.day.weekday())
        plan = Plan.objects.get(runner=self.runner, week_start=monday)
        document = plan.revisions.get(number=plan.revision).document
        return document["state"], document["stage"]

    @property
    def kept(self):
        injury = Injury.objects.get(runner=self.runner)
        return injury.status, injury.stage, injury.stage_on

    def pass_the_gate(self):
        self.on(2)
        self.check(PASSED)
        self.on(3)
        self.check(PASSED)


def test_a_gate_passed_on_two_days_opens_the_way_back_and_the_record_says_so(journey):
    journey.strain()
    journey.on(2)
    journey.check(PASSED)
    assert (journey.standing, journey.kept) == (("acute", 0), ("acute", None, None))
    journey.on(3)
    journey.check(PASSED)
    assert journey.standing == ("return", 1)
    assert journey.kept == ("returning", 1, date(2026, 11, 27))


def test_two_calm_runs_lift_the_stage_once_their_mornings_are_over(journey):
    journey.strain()
    journey.pass_the_gate()
    journey.on(4)
    journey.jog()
    journey.on(6)
    journey.jog()
    assert (journey.standing, journey.kept[1]) == (("return", 2), 1)
    journey.on(8)
    journey.check()
    assert (journey.standing, journey.kept) == (
        ("return", 2),
        ("returning", 2, date(2026, 11, 30)),
    )


def test_a_stage_written_back_asks_for_no_further_plan(journey):
    journey.strain()
    journey.pass_the_gate()
    plan = Plan.objects.get(runner=journey.runner, week_start=date(2026, 11, 23))
    assert request_plan(runner=journey.runner, week_start=plan.week_start, because="day") is None
    assert not PlanJob.objects.filter(state="queued").exists()


def test_a_new_grab_on_the_way_back_starts_over_and_its_gate_is_a_new_one(journey):
    journey.strain(date=TUESDAY - timedelta(days=30), status="returning")
    journey.on(1)
    journey.jog(sudden=True)
    assert journey.standing == ("acute", 0)
    journey.on(3)
    journey.check(PASSED)
    journey.on(4)
    journey.check(PASSED)
    assert journey.kept == ("returning", 1, TUESDAY + timedelta(days=4))


def test_a_first_jog_that_hurt_waits_for_the_gate_again(journey):
    journey.strain()
    journey.pass_the_gate()
    journey.on(5)
    journey.jog(pain=7)
    assert journey.standing == ("acute", 0)
    journey.on(7)
    journey.check()
    assert journey.kept == ("returning", 0, TUESDAY + timedelta(days=5))
    journey.on(8)
    journey.check(PASSED)
    journey.on(9)
    journey.check(PASSED)
    assert journey.standing == ("return", 1)


def test_three_calm_weeks_at_the_last_stage_end_the_way_back(journey):
    injury = journey.strain(date=TUESDAY - timedelta(days=60), status="returning")
    since = TUESDAY - timedelta(days=21)
    Injury.objects.filter(pk=injury.pk).update(stage=7, stage_on=since)
    type(journey.runner.profile).objects.filter(user=journey.runner).update(
        bridge_left=25, bridge_right=25, bridge_date=since
    )
    for ago in (18, 12, 6):
        log_run(journey.runner, TUESDAY - timedelta(days=ago), pain_during=0, pain_after=0)
    journey.check()
    injury.refresh_from_db()
    assert (injury.status, injury.returned_on) == ("returned", TUESDAY)
    journey.on(1)
    journey.check()
    assert journey.standing[0] == "healthy"


def test_who_says_that_it_just_happened_again_waits_for_a_gate_of_its_own(journey):
    injury = journey.strain()
    journey.pass_the_gate()
    injury.refresh_from_db()
    change_injury(injury=injury, version=injury.version, columns={"status": "acute"})
    make_waiting()
    assert journey.kept == ("acute", 0, TUESDAY + timedelta(days=3))
    assert journey.standing == ("acute", 0)


def test_another_status_told_by_the_runner_leaves_the_stage_behind(journey):
    injury = journey.strain()
    journey.pass_the_gate()
    injury.refresh_from_db()
    columns = {"status": "returned", "returned_on": journey.day}
    change_injury(injury=injury, version=injury.version, columns=columns)
    assert journey.kept == ("returned", None, None)


def test_the_page_shows_the_rung_and_what_opens_the_next(journey, alices):
    journey.strain()
    ladder = one(read(alices), "data-stage")
    assert ladder.get("data-stage") == "0"
    assert "Days done: none of two" in text_of(ladder)
    assert "26 November" in text_of(ladder)
    journey.pass_the_gate()
    week = one(read(alices, "/week/"), "data-stage")
    assert "Stage 1 of 8" in text_of(week)
    assert "none done" in text_of(week)


def test_a_grab_without_a_record_asks_whether_it_is_a_new_injury(journey, alices):
    journey.jog(sudden=True)
    page = read(alices)
    [link] = page.xpath('//a[contains(@href, "/injuries/new/")]/@href')
    assert "date=2026-11-24" in link
    form = alices.get(link).context["form"]
    assert (form["status"].value(), form["onset"].value()) == ("acute", "sudden")
    assert str(form["date"].value()) == "2026-11-24"
    journey.strain()
    assert not read(alices).xpath('//a[contains(@href, "/injuries/new/")]')


def test_a_strain_that_grew_old_as_just_happened_is_asked_about(journey, alices):
    journey.strain(date=TUESDAY - timedelta(days=90))
    assert journey.standing[0] != "acute"
    assert "still stands as" in text_of(one(read(alices), 'data-alert="caution"'))


def test_a_red_flag_says_once_whom_to_see_and_a_clearance_brings_the_plan_back(journey, alices):
    journey.check(red_flags=["night_pain", "legs_weak"])
    page = read(alices)
    [urgent, later] = page.xpath('//*[@id="plan"]//*[contains(@class, "notice-")]')
    assert text_of(urgent).startswith(NOW.advice)
    assert BOOK.advice in text_of(later)
    assert page.xpath('//a[@href="/checkin/cleared/"]')
    assert not page.xpath('//*[@data-kind="run"]')
    alices.post("/checkin/cleared/", {"date": journey.day.isoformat()})
    make_waiting()
    assert journey.standing[0] != "refer"
    assert read(alices, "/week/").xpath('//*[@data-kind="run"]')


def test_a_red_flag_told_after_the_visit_of_its_day_stops_the_plan_again(journey, alices):
    journey.check(red_flags=["night_pain"])
    alices.post("/checkin/cleared/", {"date": journey.day.isoformat()})
    make_waiting()
    assert journey.standing[0] != "refer"
    assert alices.get("/checkin/").context["form"]["red_flags"].value() == []
    journey.check(red_flags=["legs_weak"])
    assert journey.standing[0] == "refer"
    assert NOW.advice in text_of(read(alices))
    assert BOOK.advice not in text_of(read(alices))


def test_help_stands_before_the_plan_has_heard_of_the_sign(journey, alices):
    journey.check()
    record_checkin(runner=journey.runner, date=journey.day, pain=0, tightness=0, red_flags=["pop"])
    page = read(alices)
    assert SOON.advice in text_of(page)
    assert not page.xpath("//*[@data-item]")


def due(page):
    return bool(page.xpath('//a[@href="/settings/hamstrings/bridge/"]'))


def test_the_bridge_test_is_asked_for_every_four_weeks(journey, alices):
    journey.check()
    assert due(read(alices))
    counted = {"version": 1, "bridge_left": 20, "bridge_right": 22}
    alices.post("/settings/hamstrings/bridge/", counted)
    make_waiting()
    assert not due(read(alices))
    journey.on(28)
    journey.check()
    assert due(read(alices))


def test_a_bridge_test_that_is_left_out_is_offered_again_in_a_week(journey, alices):
    journey.check()
    assert "comes again in a week" in text_of(read(alices))
    for days, offered in ((1, False), (6, False), (7, True), (8, False), (14, True)):
        journey.on(days)
        journey.check()
        assert due(read(alices)) is offered


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ({"status": "acute"}, False),
        ({"status": "returning", "stage": 4}, False),
        ({"status": "returning", "stage": 5}, True),
        ({"kind": "tendon", "onset": "gradual", "status": "returning", "stage": 2}, False),
    ],
)
def test_a_leg_that_heals_is_not_asked_for_the_bridge_test(journey, alices, told, asked):
    journey.strain(**told)
    assert due(read(alices)) is asked


def test_a_sore_morning_is_no_day_for_the_bridge_test(journey, alices):
    journey.check(pain=5)
    assert not due(read(alices))


def test_a_tendon_has_four_steps_and_its_own_way_on(journey, alices):
    journey.strain(kind="tendon", onset="gradual", status="returning", stage=2)
    ladder = text_of(one(read(alices), "data-stage"))
    assert "Step 2 of 4" in ladder
    assert "opens the next step" in ladder
