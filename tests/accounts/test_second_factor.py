"""A code from an app, recovery codes, and the devices where one is logged in."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def code_of(secret):
    """What the app shows now: the middle one of those that count, so that it lasts a while yet."""
    _, now, _ = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def log_in(runner):
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")
    typed = {"login": runner.email, "password": PASSWORD}
    return client, client.post("/accounts/login/", typed)


def prove(client):
    """Show the password once more, as the page asks before a change of locks."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def app(alice):
    """Alice's app for codes, set up through the page; gives the secret that it holds."""
    client = prove(log_in(alice)[0])
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    return secret


def test_the_picture_for_the_app_is_drawn_in_the_page_itself(alice):
    client = prove(log_in(alice)[0])
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    assert "<svg" in page
    assert "data:image" not in page


def test_with_an_app_the_password_alone_opens_nothing(alice, app):
    client, answer = log_in(alice)
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/today/")["Location"].startswith("/accounts/login/")


def test_the_code_of_the_app_lets_in(alice, app):
    client, _ = log_in(alice)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(app)})
    assert client.get("/today/").status_code == 200


def test_a_wrong_code_is_told_beside_the_field_and_lets_nobody_in(alice, app):
    client, _ = log_in(alice)
    answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert answer.status_code == 422
    assert "This code is not right" in answer.content.decode()
    assert client.get("/today/").status_code == 302


def test_a_code_works_once(alice, app):
    code = code_of(app)
    log_in(alice)[0].post("/accounts/2fa/authenticate/", {"code": code})
    second, _ = log_in(alice)
    second.post("/accounts/2fa/authenticate/", {"code": code})
    assert second.get("/today/").status_code == 302


def test_guesses_end_soon(alice, app):
    client, _ = log_in(alice)
    for guess in range(12):
        client.post("/accounts/2fa/authenticate/", {"code": f"{guess:06}"})
    client.post("/accounts/2fa/authenticate/", {"code": code_of(app)})
    assert client.get("/today/").status_code == 302


def recovery_code(alice):
    codes = alice.authenticator_set.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    return codes.get_unused_codes()[0]


def test_a_recovery_code_lets_in_once(alice, app):
    first = recovery_code(alice)
    client, _ = log_in(alice)
    client.post("/accounts/2fa/authenticate/", {"code": first})
    assert client.get("/today/").status_code == 200
    again, _ = log_in(alice)
    again.post("/accounts/2fa/authenticate/", {"code": first})
    assert again.get("/today/").status_code == 302


def test_recovery_codes_want_the_password_once_more_after_a_while(alice, app, client_of):
    page = client_of(alice).get("/accounts/2fa/recovery-codes/")
    assert page["Location"].startswith("/accounts/reauthenticate/")


def test_a_lock_is_not_changed_by_a_session_that_has_not_shown_the_password(alice, client_of):
    answer = client_of(alice).get("/accounts/2fa/totp/activate/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")


def test_a_mail_tells_of_a_change_of_locks(alice, mails, app):
    alice.emailaddress_set.create(email=alice.email, verified=True, primary=True)
    client, _ = log_in(alice)
    client.post("/accounts/2fa/authenticate/", {"code": recovery_code(alice)})
    prove(client).post("/accounts/2fa/totp/deactivate/")
    assert "no longer asks for a code" in mails()[-1]


def test_each_device_is_listed_by_a_name_that_a_person_knows(alice):
    client, _ = log_in(alice)
    page = client.get("/accounts/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert "this one" in page


def test_a_device_is_logged_out_from_another(alice):
    phone, _ = log_in(alice)
    laptop, _ = log_in(alice)
    of_phone = UserSession.objects.get(session_key=phone.session.session_key)
    laptop.post(f"/settings/devices/{of_phone.pk}/end/")
    assert phone.get("/today/").status_code == 302
    assert laptop.get("/today/").status_code == 200


def test_nobody_ends_a_strangers_device(alice, bob):
    hers, _ = log_in(alice)
    his, _ = log_in(bob)
    device = UserSession.objects.get(session_key=hers.session.session_key)
    assert his.post(f"/settings/devices/{device.pk}/end/").status_code == 404
    assert hers.get("/today/").status_code == 200


def test_everywhere_else_is_logged_out_with_one_press(alice):
    phone, _ = log_in(alice)
    laptop, _ = log_in(alice)
    laptop.post("/accounts/sessions/")
    assert phone.get("/today/").status_code == 302
    assert laptop.get("/today/").status_code == 200


def test_other_devices_are_logged_out_by_a_new_password(alice):
    phone, _ = log_in(alice)
    laptop, _ = log_in(alice)
    new = "a-quick-jog-up-the-hill"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    laptop.post("/accounts/password/change/", typed)
    assert phone.get("/today/").status_code == 302
    assert laptop.get("/today/").status_code == 200


SHUT = ["/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/sessions/"]


@pytest.mark.parametrize("path", SHUT)
def test_the_demo_account_shows_nobody_its_locks_and_visitors(alice, client_of, path):
    alice.is_demo = True
    alice.save()
    assert client_of(alice).get(path)["Location"] == "/settings/"
