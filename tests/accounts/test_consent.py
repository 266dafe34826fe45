"""Nothing about health is kept that was not agreed to, and what was agreed to can be taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.template.loader import render_to_string
from django.test import Client

from apps.accounts import consent
from apps.accounts.models import Profile, User
from apps.accounts.services import agree, withdraw_consent
from apps.lib import clock
from apps.pages.tasks import tend_exports
from apps.plans.feeds import find_feed
from apps.plans.models import PlanJob, PlanRevision
from apps.plans.services import make_link, replan, request_plans_from_today
from apps.plans.services.making import OvertakenError, make_from
from apps.plans.snapshot import take
from apps.reminders.answers import pause_link
from apps.reminders.models import Reminder
from apps.reminders.services import make_reminders
from tests.accounts.conftest import YOU
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/settings/data/consent/"
WITHDRAW = f"{PAGE}withdraw/"


@pytest.fixture
def alices(alice, client_of):
    agree(runner=alice)
    client = client_of(alice)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_the_first_screen_asks_and_keeps_nothing_before_the_answer(carols, carol):
    page = carols.get("/start/you/").content.decode()
    assert "Hamstride may keep" in page
    assert 'name="consent" checked' not in page
    refused = carols.post("/start/you/", {k: v for k, v in YOU.items() if k != "consent"})
    assert refused.status_code == 422
    assert "nothing to make a plan of" in refused.content.decode()
    assert Profile.objects.get(user=carol).birth_year is None
    assert not carol.consents.exists()


def test_what_was_agreed_to_is_kept_with_its_day_and_asked_once(carols, carol):
    carols.post("/start/you/", YOU)
    given = carol.consents.get()
    assert given.version == consent.VERSION
    assert abs(given.given_at - clock.now()) < timedelta(minutes=1)
    assert "Hamstride may keep" not in carols.get("/start/you/").content.decode()


def test_new_words_are_asked_for_on_every_page_and_agreed_to_once(alices, alice):
    Profile.objects.update(consent_version=consent.VERSION - 1)
    for path in ("/today/", "/week/", "/runs/", "/runs/new/", "/trends/"):
        assert alices.get(path)["Location"] == PAGE
    assert alices.get("/settings/data/").status_code == 200
    assert "I agree" in alices.get(PAGE).content.decode()
    for _ in range(2):
        assert alices.post(PAGE)["Location"] == "/today/"
    assert alices.get("/runs/").status_code == 200
    assert alice.consents.filter(version=consent.VERSION).count() == 1


def test_nobody_else_stands_behind_the_demo(alice, client_of):
    Profile.objects.update(consent_version=0)
    User.objects.update(is_demo=True)
    assert client_of(alice).get("/runs/").status_code == 200
    assert client_of(alice).get(WITHDRAW)["Location"] == "/settings/"


def test_the_page_says_what_was_agreed_to_and_lets_it_be_taken_back(alices, alice):
    assert "Version 1, agreed to on" in alices.get(PAGE).content.decode()
    assert "you agreed that Hamstride keeps" in alices.get("/settings/data/").content.decode()
    assert "is erased on" in alices.get(WITHDRAW).content.decode()
    assert alice.consents.get().withdrawn_at is None
    page = alices.post(WITHDRAW, follow=True).content.decode()
    assert "You took your consent back" in page
    assert alice.consents.get().withdrawn_at
    assert alices.get("/runs/")["Location"] == PAGE


def test_a_session_alone_does_not_take_it_back(alice, client_of):
    agree(runner=alice)
    answer = client_of(alice).post(WITHDRAW)
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert alice.consents.get().withdrawn_at is None


def test_who_took_it_back_is_neither_planned_for_nor_written_to(alice):
    agree(runner=alice)
    make_reminders()
    assert Reminder.objects.exists()
    withdraw_consent(runner=alice)
    assert not Reminder.objects.filter(state=Reminder.State.DUE, due_at__gt=clock.now()).exists()
    PlanJob.objects.all().delete()
    make_reminders()
    request_plans_from_today(runner=User.objects.get(pk=alice.pk), because="asked")
    assert not PlanJob.objects.exists()
    assert not Reminder.objects.exists()


def test_a_plan_that_waits_to_be_made_when_it_is_taken_back_is_not_made(alice):
    request_plans_from_today(runner=alice, because="asked")
    job = PlanJob.objects.get()
    withdraw_consent(runner=alice)
    replan(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.plan.revision) == ("done", 0)


def test_a_plan_that_is_thought_of_when_it_is_taken_back_is_not_stored(alice):
    request_plans_from_today(runner=alice, because="asked")
    job = PlanJob.objects.select_related("plan__runner__profile").get()
    profile = job.plan.runner.profile
    taken = take(job.plan, profile, clock.local_today(profile.time_zone))
    withdraw_consent(runner=alice)
    with pytest.raises(OvertakenError):
        make_from(job, taken)
    replan(job_id=job.pk)
    assert not PlanRevision.objects.exists()


def test_links_that_are_out_show_nothing_any_more(alice):
    token = make_link(runner=alice, content="full", idem=uuid4())
    make_reminders()
    button = pause_link(Reminder.objects.earliest("pk"))
    assert find_feed(token)
    assert Client().get(button).status_code == 200
    withdraw_consent(runner=alice)
    assert find_feed(token) is None
    assert Client().get(button).status_code == 404


def test_to_agree_again_brings_all_back(alice, alices):
    withdraw_consent(runner=alice)
    alices.post(PAGE)
    assert alices.get("/runs/").status_code == 200
    assert PlanJob.objects.filter(plan__runner=alice).exists()
    assert [one.withdrawn_at is None for one in alice.consents.all()] == [True, False]


@pytest.mark.parametrize(("ago", "is_there"), [(29, True), (30, False)])
def test_an_account_goes_thirty_days_after(alice, bob, ago, is_there):
    withdraw_consent(runner=alice)
    Profile.objects.filter(user=alice).update(withdrawn_at=clock.now() - timedelta(days=ago))
    tend_exports()
    assert User.objects.filter(pk=alice.pk).exists() is is_there
    assert User.objects.filter(pk=bob.pk).exists()


def test_every_version_of_the_words_stays_readable(client):
    for version in range(1, consent.VERSION + 1):
        assert "health" in render_to_string(consent.words(version))
