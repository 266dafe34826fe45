"""Made-up runners are whole: whoever benchmarks with them measures what runners cost."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.accounts.models import Profile, User
from apps.pages.made_up import ZONES
from apps.plans.models import PlanClock, PlanJob, PlanRevision
from apps.plans.queries import today_and_week_start
from apps.plans.services import replan, request_plan
from apps.runlog.models import CheckIn, Run

pytestmark = pytest.mark.django_db


def seed(*arguments: str) -> str:
    said = StringIO()
    call_command("seed_runners", *arguments, stdout=said)
    return said.getvalue()


def test_everyone_has_a_history_and_a_night_to_be_planned_in():
    assert "12 runners, 360 runs" in seed("12", "--runs", "30")
    assert Run.objects.count() == 360
    assert CheckIn.objects.values("runner").distinct().count() == 12
    assert PlanClock.objects.count() == Profile.objects.count() == 12


def test_more_of_them_go_on_behind_those_that_are_there():
    seed("3", "--runs", "2")
    seed("2", "--runs", "2")
    assert User.objects.count() == 5
    assert Run.objects.values("runner", "idem").distinct().count() == 10


def test_a_plan_can_be_made_for_each():
    seed("6", "--runs", "40")
    for runner in User.objects.all():
        _, start = today_and_week_start(runner.profile)
        request_plan(runner=runner, week_start=start, because="eve")
    for job in PlanJob.objects.all():
        replan(job_id=job.pk)
    assert PlanRevision.objects.count() == 6


def test_a_row_reads_as_if_it_had_been_saved_by_the_form():
    seed("1", "--runs", "3")
    for run in Run.objects.all():
        run.full_clean()
        assert run.created_at.tzinfo is not None
    CheckIn.objects.all()[0].full_clean()


def test_the_zones_make_a_hundred():
    assert sum(ZONES.values()) == 100


@pytest.mark.parametrize("arguments", [("0",), ("2", "--runs", "-1")])
def test_a_number_that_makes_no_sense_is_refused(arguments):
    with pytest.raises(CommandError):
        seed(*arguments)
