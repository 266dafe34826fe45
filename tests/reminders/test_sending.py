from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from apps.accounts.models import Profile, User
from apps.lib import clock
from apps.plans.models import ItemMark
from apps.reminders import services
from apps.reminders.models import Mailbox, Reminder
from apps.reminders.services.claiming import claim
from tests.conftest import onboarded
from tests.faults.crowd import at_once
from tests.reminders.conftest import AddRow, PlanDay


def test_what_is_due_is_sent_once_however_often_the_tick_comes(
    alice: User, plan_day: PlanDay, add_row: AddRow
):
    plan_day(alice, clock.local_today("UTC"))
    row = add_row(alice)
    services.send_due()
    services.send_due()
    row.refresh_from_db()
    assert (row.state, row.attempts, len(mail.outbox)) == ("sent", 1, 1)
    assert row.ended_at


def test_what_is_not_due_yet_waits(alice: User, plan_day: PlanDay, add_row: AddRow):
    plan_day(alice, clock.local_today("UTC"))
    row = add_row(alice, minutes_ago=-5)
    services.send_due()
    row.refresh_from_db()
    assert (row.state, mail.outbox) == ("due", [])


def test_a_tick_with_nobody_due_is_one_query(alice: User, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert services.send_due() is False


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_each_mail_once(
    alice: User, bob: User, plan_day: PlanDay, add_row: AddRow
):
    for runner in (alice, bob):
        plan_day(runner, clock.local_today("UTC"))
        for slot in range(5):
            add_row(runner, slot=str(slot))
    at_once([services.send_due] * 4)
    assert len(mail.outbox) == 10
    assert {m.extra_headers["Message-ID"] for m in mail.outbox}.__len__() == 10
    assert not Reminder.objects.exclude(state="sent").exists()


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_the_same_moment_share_no_mail():
    day, now = clock.local_today("UTC"), clock.now()
    users = User.objects.bulk_create(User(email=f"{n}@example.org") for n in range(100))
    Reminder.objects.bulk_create(
        Reminder(runner=one, kind="morning", local_date=day, due_at=now, next_at=now)
        for one in users
    )
    claimed = []

    def work() -> None:
        while taken := claim(takes_doubtful=False):
            claimed.extend(taken)

    at_once([work] * 4)
    assert len(claimed) == len(set(claimed)) == 100


def test_a_mail_three_hours_late_is_not_sent_any_more(
    alice: User, plan_day: PlanDay, add_row: AddRow
):
    plan_day(alice, clock.local_today("UTC"))
    late, just = add_row(alice, minutes_ago=181), add_row(alice, minutes_ago=179, slot="b")
    services.send_due()
    late.refresh_from_db()
    just.refresh_from_db()
    assert (late.state, just.state) == ("expired", "sent")


def test_a_mail_is_not_sent_to_one_who_switched_it_off_meanwhile(
    alice: User, plan_day: PlanDay, add_row: AddRow
):
    plan_day(alice, clock.local_today("UTC"))
    row = add_row(alice)
    alice.reminder_settings.update(enabled=False)
    services.send_due()
    row.refresh_from_db()
    assert (row.state, mail.outbox) == ("cancelled", [])


@pytest.mark.parametrize(("to_files", "expected"), [(True, "sent"), (False, "cancelled")])
def test_the_demo_accounts_mails_go_to_files_and_to_no_mail_server(
    alice: User,
    plan_day: PlanDay,
    add_row: AddRow,
    settings: Settings,
    to_files: bool,
    expected: str,
):
    settings.MAIL_GOES_TO_FILES = to_files
    User.objects.update(is_demo=True)
    plan_day(alice, clock.local_today("UTC"))
    row = add_row(alice)
    services.send_due()
    row.refresh_from_db()
    assert row.state == expected


def test_a_mail_is_not_sent_when_the_day_is_done_already(
    alice: User, plan_day: PlanDay, add_row: AddRow
):
    today = clock.local_today("UTC")
    plan_day(alice, today)
    for kind in ("run", "strength"):
        ItemMark.objects.create(
            runner=alice, item=f"{today}-{kind}", date=today, kind=kind, state="done"
        )
    row = add_row(alice)
    services.send_due()
    row.refresh_from_db()
    assert (row.state, mail.outbox) == ("cancelled", [])


def test_a_day_without_a_plan_waits_for_one(alice: User, plan_day: PlanDay, add_row: AddRow):
    row = add_row(alice)
    services.send_due()
    row.refresh_from_db()
    assert (row.state, mail.outbox) == ("due", [])
    assert row.next_at > clock.now() + timedelta(seconds=50)
    plan_day(alice, clock.local_today("UTC"))
    Reminder.objects.update(next_at=clock.now() - timedelta(seconds=1))
    services.send_due()
    assert len(mail.outbox) == 1


def test_a_row_that_cannot_be_looked_at_does_not_keep_the_others_back(
    alice: User, bob: User, plan_day: PlanDay, add_row: AddRow
):
    plan_day(bob, clock.local_today("UTC"))
    broken = add_row(alice, minutes_ago=2)
    add_row(bob)
    Profile.objects.filter(user=alice).delete()
    services.send_due()
    broken.refresh_from_db()
    assert [m.to for m in mail.outbox] == [[bob.email]]
    assert broken.state == "claimed"


def test_one_batch_holds_one_mail_of_a_runner(alice: User, bob: User, add_row: AddRow):
    first = [add_row(alice, minutes_ago=3), add_row(bob, minutes_ago=2)]
    add_row(alice, slot="b")
    assert claim(takes_doubtful=False) == [one.pk for one in first]


def test_the_most_for_a_day_holds_among_mails_that_fall_due_together(
    alice: User, plan_day: PlanDay, add_row: AddRow
):
    plan_day(alice, clock.local_today("UTC"))
    for slot in ("a", "b", "c"):
        add_row(alice, slot=slot)
    Mailbox.objects.update(most_per_day=2)
    services.send_due()
    assert len(mail.outbox) == 2
    assert Reminder.objects.filter(state="cancelled").count() == 1


@pytest.mark.django_db
def test_a_batch_costs_two_queries_for_each_mail_and_a_few_for_all(
    plan_day: PlanDay, add_row: AddRow
):
    for number in range(9):
        runner = onboarded(f"runner-{number}@example.org")
        plan_day(runner, clock.local_today("UTC"))
        add_row(runner)
    with CaptureQueriesContext(connection) as seen:
        services.send_due()
    asked = [query for query in seen if "SAVEPOINT" not in query["sql"]]
    assert len(mail.outbox) == 9
    assert len(asked) <= 2 * 9 + 10


def test_a_mail_that_cannot_be_written_does_not_keep_the_others_back(
    alice: User, bob: User, plan_day: PlanDay, add_row: AddRow
):
    broken = plan_day(alice, clock.local_today("UTC"), items=[{"id": "x", "kind": "run"}])
    plan_day(bob, clock.local_today("UTC"))
    row = add_row(alice, minutes_ago=2)
    add_row(bob)
    services.send_due()
    row.refresh_from_db()
    assert [m.to for m in mail.outbox] == [[bob.email]]
    assert (row.state, broken.number) == ("due", 1)


def test_the_mail_lies_in_a_file_that_can_be_read(
    alice: User, plan_day: PlanDay, add_row: AddRow, settings: Settings, tmp_path
):
    settings.EMAIL_BACKEND = "apps.lib.mailfile.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    plan_day(alice, clock.local_today("UTC"))
    add_row(alice)
    services.send_due()
    (file,) = tmp_path.glob("*.eml")
    assert "Easy run, 40 min" in file.read_text()
