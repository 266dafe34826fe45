import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults

from apps.accounts.models import User
from tests.conftest import ClientOf


def test_an_address_that_is_none_gets_a_page_that_helps(db: None):
    answer = Client().get("/no/such/page/")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


def test_a_runner_is_led_back_to_today(alice: User, client_of: ClientOf):
    assert "Go to today" in client_of(alice).get("/no/such/page/").content.decode()


def test_a_form_without_its_token_is_told_kindly_and_changes_nothing(alice: User):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    answer = client.post("/settings/reminders/", {"local_time": "05:00"})
    assert answer.status_code == 403
    assert "Please send it again" in answer.content.decode()
    assert not alice.reminder_settings.exists()


def test_a_fault_of_ours_shows_a_page_without_the_database():
    answer = defaults.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert b"Something broke on our side" in answer.content


def test_a_bad_request_shows_a_page_without_the_database():
    answer = defaults.bad_request(RequestFactory().get("/"), ValueError())
    assert b"could not be understood" in answer.content


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_no_error_page_holds_inline_script_or_style(name: str):
    page = render_to_string(f"{name}.html")
    assert "style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
