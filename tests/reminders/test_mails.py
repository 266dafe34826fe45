from datetime import date
from pathlib import Path

import pytest
import time_machine

from apps.accounts.models import User
from apps.reminders import mails, queries
from apps.reminders.models import Reminder
from tests.reminders.conftest import PlanDay, item

DAY = date(2026, 6, 16)


def mail_of(runner: User):
    return mails.write(Reminder(runner=runner, kind="morning", local_date=DAY))


def html_of(runner: User) -> str:
    return str(mail_of(runner).alternatives[0][0])


@pytest.fixture
def planned(alice: User, plan_day: PlanDay) -> User:
    plan_day(alice, DAY)
    return alice


def test_the_subject_says_what_is_on(planned: User):
    assert mail_of(planned).subject == "Today: Easy run 40 min · Strength 15 min"


def test_both_parts_say_how_long_how_hard_and_why(planned: User):
    for part in (mail_of(planned).body, html_of(planned)):
        assert "40 min" in part
        assert "Effort 3–4 of 10" in part
        assert "You ran 20 km last week" in part
        assert "Single-leg bridge" in part
        assert "http://localhost:8000/today/" in part


def test_the_html_is_small_styled_in_place_and_fetches_nothing(planned: User):
    html = html_of(planned)
    assert len(html.encode()) < 40_000
    assert 'style="' in html
    assert "prefers-color-scheme: dark" in html
    for fetched in ("<img", "<link", "src=", "url(", "@import"):
        assert fetched not in html


def test_a_script_in_the_plans_words_stays_words(alice: User, plan_day: PlanDay):
    plan_day(alice, DAY, [item(DAY, "run", "<script>alert(1)</script>", 20)])
    assert "<script>" not in html_of(alice)
    assert "<script>" in mail_of(alice).body


def test_a_day_of_rest_is_told_in_kind_words(alice: User, plan_day: PlanDay):
    plan_day(alice, DAY, [item(DAY, "rest", "Rest", 0)])
    mail = mail_of(alice)
    assert mail.subject == "Rest today"
    assert "Nothing to catch up on" in mail.body
    assert "You ran 20 km" in mail.body
    assert "You ran 20 km" in html_of(alice)


def test_a_stretch_for_those_who_like_leaves_a_day_of_rest_one(alice: User, plan_day: PlanDay):
    stretch = item(DAY, "stretch", "Stretch, if you like", 3)
    plan_day(alice, DAY, [item(DAY, "rest", "Rest", 0), stretch])
    assert mail_of(alice).subject == "Rest today · Stretch, if you like 3 min"
    assert "Stretch, if you like" in html_of(alice)


def test_strength_on_a_day_without_a_run_is_not_called_rest(alice: User, plan_day: PlanDay):
    strength = item(DAY, "strength", "Strength: hip", 5)
    plan_day(alice, DAY, [strength, item(DAY, "rest", "No running", 0)])
    mail = mail_of(alice)
    assert mail.subject == "No running today · Strength: hip 5 min"
    assert "Rest today" not in mail.body + html_of(alice)


def test_a_plan_that_asks_to_see_a_doctor_sends_no_exercise(alice: User, plan_day: PlanDay):
    plan_day(alice, DAY, status="see_a_doctor")
    mail = mail_of(alice)
    assert mail.subject == "Your plan rests today"
    assert "Please see a doctor first" in mail.body
    assert "Single-leg bridge" not in mail.body + html_of(alice)


def test_the_message_id_is_the_same_at_every_attempt_and_another_each_day(planned: User):
    first, again = (mail_of(planned).extra_headers["Message-ID"] for _ in range(2))
    other = mails.message_id(Reminder(runner=planned, kind="morning", local_date=date(2026, 6, 17)))
    assert first == again != other


def test_no_day_is_known_where_no_plan_was_made(alice: User):
    assert queries.day_of(alice, DAY) is None


@time_machine.travel("2026-06-16T03:00:00Z")
def test_words_that_blame_or_promise_stand_in_no_mail(planned: User):
    said = " ".join(path.read_text() for path in Path("templates/emails").iterdir()).lower()
    for word in ("missed", "failed", "non-compliant", "prevent", "guarantee"):
        assert word not in said


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\u2028"])
def test_a_title_with_a_line_break_becomes_no_header(alice: User, plan_day: PlanDay, end: str):
    title = f"Easy run{end}Bcc: evil@example.org"
    plan_day(alice, DAY, [item(DAY, "run", title, 40)])
    mail = mail_of(alice)
    assert len(mail.subject.splitlines()) == 1
    assert "Bcc" not in mail.message()
