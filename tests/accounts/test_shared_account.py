"""The demo account stays open to everyone."""

import pytest

from tests.conftest import PASSWORD


@pytest.fixture
def demo(alice, client_of):
    alice.is_demo = True
    alice.save()
    return client_of(alice)


def new_password(client):
    typed = {
        "oldpassword": PASSWORD,
        "password1": "quite-another-one",
        "password2": "quite-another-one",
    }
    return client.post("/accounts/password/change/", typed)


def test_nobody_changes_the_password_of_the_demo_account(demo, alice):
    assert new_password(demo).url == "/settings/"
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_nobody_changes_the_address_of_the_demo_account(demo, alice):
    demo.post("/accounts/email/", {"email": "mine@example.org", "action_add": ""})
    assert not alice.emailaddress_set.filter(email="mine@example.org").exists()


def test_others_change_theirs(bob, client_of):
    new_password(client_of(bob))
    bob.refresh_from_db()
    assert bob.check_password("quite-another-one")
