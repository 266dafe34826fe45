"""The front page: what it is, a week to look at, and the way in."""

import pytest

from apps.accounts.models import User


@pytest.fixture
def demo(db) -> User:
    return User.objects.create_user(email="demo@example.org", is_demo=True)


def test_a_stranger_sees_weeks_in_seven_lanes_each(client, db):
    assert client.get("/").content.decode().count('<li class="lane"') == 21


def test_a_runner_goes_straight_to_today(alice, client_of):
    assert client_of(alice).get("/")["Location"] == "/today/"


def test_it_says_that_it_is_not_a_medical_device(client, db):
    assert "not a medical device" in client.get("/").content.decode()


def test_without_a_demo_account_no_demo_is_offered(client, db):
    assert "/demo/" not in client.get("/").content.decode()


def test_with_a_demo_account_it_is_offered_and_called_shared(client, demo):
    html = client.get("/").content.decode()
    assert 'action="/demo/"' in html
    assert "Everyone shares it" in html


def test_the_demo_button_logs_in_as_the_demo(client, demo):
    response = client.post("/demo/")
    assert response["Location"] == "/today/"
    assert client.session["_auth_user_id"] == str(demo.pk)


def test_a_link_alone_does_not_log_in_as_the_demo(client, demo):
    assert client.get("/demo/").status_code == 405


def test_without_a_demo_account_the_address_is_not_found(client, db):
    assert client.post("/demo/").status_code == 404


def test_a_switched_off_demo_account_lets_nobody_in(client, demo):
    demo.is_active = False
    demo.save()
    assert client.post("/demo/").status_code == 404
