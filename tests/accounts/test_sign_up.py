import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from tests.accounts.conftest import SIGN_UP
from tests.faults.crowd import at_once
from tests.hashing import CountingArgon2

pytestmark = pytest.mark.django_db
NEW = "a-quick-jog-up-the-hill"


def link_in(mail):
    return re.findall(rf"{site.SITE_URL}(/\S+)", mail)[0]


def test_signing_up_logs_in_makes_a_profile_and_leads_to_the_three_screens(client, mails):
    response = client.post("/accounts/signup/", SIGN_UP)
    assert response.status_code == 302
    assert response["location"] == "/start/"
    user = User.objects.get(email="carol@example.org")
    assert user.profile.is_started is False
    assert client.get("/start/", follow=True).status_code == 200


def test_the_address_is_confirmed_by_a_link_in_a_mail_but_not_demanded(client, mails):
    client.post("/accounts/signup/", SIGN_UP)
    path = link_in(mails()[-1])
    assert "Yes, confirm it" in client.get(path).content.decode()
    assert not EmailAddress.objects.get().verified
    client.post(path)
    assert EmailAddress.objects.get().verified


def test_a_refused_sign_up_answers_422_and_keeps_the_address(client):
    response = client.post("/accounts/signup/", SIGN_UP | {"password2": "other"})
    assert response.status_code == 422
    assert 'value="carol@example.org"' in response.content.decode()
    assert not User.objects.exists()


def test_a_known_address_is_not_given_away_where_mail_goes_out(client, carol, mails, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    known = client.post("/accounts/signup/", SIGN_UP)
    assert "has an account already" in mails()[-1]
    unknown = client.post("/accounts/signup/", SIGN_UP | {"email": "dora@example.org"})
    assert known.status_code == unknown.status_code == 302
    assert known["location"] == unknown["location"] == "/accounts/confirm-email/"
    assert client.get("/settings/").status_code == 302


@pytest.mark.parametrize("email", ["carol@example.org", "dora@example.org"])
def test_a_known_address_takes_as_long_as_a_new_one(client, carol, mails, settings, email):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.PASSWORD_HASHERS = ["tests.hashing.CountingArgon2"]
    before = CountingArgon2.calls
    client.post("/accounts/signup/", SIGN_UP | {"email": email})
    assert CountingArgon2.calls == before + 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("confirming", ["optional", "mandatory"])
def test_a_form_sent_twice_at_once_makes_one_account_and_no_error(db, settings, confirming):
    settings.ACCOUNT_EMAIL_VERIFICATION = confirming
    settings.ACCOUNT_RATE_LIMITS = False
    answers = at_once([lambda: Client().post("/accounts/signup/", SIGN_UP)] * 4)
    assert User.objects.count() == EmailAddress.objects.count() == 1
    assert {answer.status_code for answer in answers} <= {302, 422}


def test_logging_in_and_out(client, carol):
    name = {"login": "Carol@Example.org", "password": SIGN_UP["password1"]}
    assert client.post("/accounts/login/", name)["location"] == reverse("today")
    assert client.get("/settings/", follow=True).status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/settings/")["location"].startswith("/accounts/login/")


def test_a_wrong_password_answers_422_and_logs_nobody_in(client, carol):
    name = {"login": "carol@example.org", "password": "wrong"}
    assert client.post("/accounts/login/", name).status_code == 422
    assert client.get("/settings/").status_code == 302


def test_a_password_is_reset_through_a_link_in_the_mail_folder(client, carol, mails):
    client.post("/accounts/password/reset/", {"email": carol.email})
    page = client.get(link_in(mails()[-1]), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    carol.refresh_from_db()
    assert carol.check_password(NEW)


def test_a_reset_link_works_once(client, carol, mails):
    client.post("/accounts/password/reset/", {"email": carol.email})
    path = link_in(mails()[-1])
    page = client.get(path, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert "used or is too old" in client.get(path, follow=True).content.decode()


def test_a_forged_host_never_reaches_a_reset_mail(client, carol, mails):
    client.post("/accounts/password/reset/", {"email": carol.email}, headers={"host": "127.0.0.1"})
    assert "127.0.0.1" not in mails()[-1]


def test_a_forged_host_reaches_no_mail_about_an_account_that_is_not_there(client, db, mails):
    nobody = {"email": "nobody@example.org"}
    client.post("/accounts/password/reset/", nobody, headers={"host": "127.0.0.1"})
    assert f"{site.SITE_URL}/accounts/signup/" in mails()[-1]
    assert "127.0.0.1" not in mails()[-1]


def test_a_forged_host_reaches_no_mail_about_an_account_that_is(client, carol, mails, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    client.post("/accounts/signup/", SIGN_UP, headers={"host": "127.0.0.1"})
    assert f"{site.SITE_URL}/accounts/password/reset/" in mails()[-1]
    assert "127.0.0.1" not in mails()[-1]


@pytest.mark.parametrize(
    "path",
    [
        "login/",
        "signup/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/done/",
        "password/reset/key/1-set-password/",
        "confirm-email/",
        "confirm-email/nonsense/",
        "inactive/",
    ],
)
def test_every_page_of_the_way_in_can_be_seen_by_anyone(client, path):
    page = client.get(f"/accounts/{path}")
    assert page.status_code == 200
    assert "<h1>" in page.content.decode()
    assert "placeholder" not in page.content.decode()


@pytest.mark.parametrize("path", ["logout/", "email/", "password/change/", "reauthenticate/"])
def test_every_page_of_the_account_can_be_seen_by_its_owner(carols, path):
    page = carols.get(f"/accounts/{path}")
    assert page.status_code == 200
    assert "<h1>" in page.content.decode()
    assert "placeholder" not in page.content.decode()


def test_a_new_address_is_used_once_its_link_is_pressed_and_it_is_chosen(carols, carol, mails):
    new = "new@example.org"
    carols.post("/accounts/reauthenticate/", {"password": SIGN_UP["password1"]})
    carols.post("/accounts/email/", {"email": new, "action_add": ""})
    carol.refresh_from_db()
    assert carol.email == "carol@example.org"
    carols.post(link_in(mails()[-1]))
    carols.post("/accounts/email/", {"email": new, "action_primary": ""})
    carol.refresh_from_db()
    assert carol.email == new


def test_who_reads_an_address_that_is_not_confirmed_gets_no_way_in(carols, client, mailoutbox):
    carols.post("/accounts/reauthenticate/", {"password": SIGN_UP["password1"]})
    carols.post("/accounts/email/", {"email": "mistyped@example.org", "action_add": ""})
    client.post("/accounts/password/reset/", {"email": "mistyped@example.org"})
    assert "no account" in mailoutbox[-1].body
    assert "/password/reset/key/" not in mailoutbox[-1].body


@pytest.mark.parametrize("confirming", ["optional", "mandatory"])
def test_nor_does_it_keep_its_owner_from_signing_up(client, carol, settings, confirming):
    settings.ACCOUNT_EMAIL_VERIFICATION = confirming
    carol.emailaddress_set.create(email="dora@example.org")
    client.post("/accounts/signup/", SIGN_UP | {"email": "dora@example.org"})
    dora = User.objects.get(email="dora@example.org")
    assert dora != carol
    assert EmailAddress.objects.filter(user=dora, email=dora.email).exists()


def test_a_second_address_that_is_confirmed_does(carol, client, mailoutbox):
    carol.emailaddress_set.create(email="second@example.org", verified=True)
    client.post("/accounts/password/reset/", {"email": "Second@example.org"})
    assert "/password/reset/key/" in mailoutbox[-1].body


def test_a_link_for_a_new_password_ends_with_a_change_of_addresses(carol, client, mailoutbox):
    client.post("/accounts/password/reset/", {"email": carol.email})
    carol.emailaddress_set.create(email="second@example.org", verified=True)
    page = client.get(link_in(mailoutbox[-1].body), follow=True)
    assert "used or is too old" in page.content.decode()


def test_a_new_address_is_not_taken_from_who_only_holds_the_session(carols, carol):
    answer = carols.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert not carol.emailaddress_set.filter(email="new@example.org").exists()


def test_changing_the_password_needs_the_old_one(carols, carol):
    typed = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    assert carols.post("/accounts/password/change/", typed).status_code == 422
    typed["oldpassword"] = SIGN_UP["password1"]
    assert carols.post("/accounts/password/change/", typed).status_code == 302
    carol.refresh_from_db()
    assert carol.check_password(NEW)


def test_guessing_a_password_is_stopped_even_when_the_last_guess_is_right(client, carol):
    for guess in range(5):
        client.post("/accounts/login/", {"login": carol.email, "password": f"guess {guess}"})
    right = {"login": carol.email, "password": SIGN_UP["password1"]}
    assert client.post("/accounts/login/", right).status_code == 422
    assert client.get("/settings/").status_code == 302


def test_a_limit_is_not_pushed_out_by_other_keys(client, carol):
    for guess in range(5):
        client.post("/accounts/login/", {"login": carol.email, "password": f"guess {guess}"})
    cache.set_many({f"zzz{number}": 1 for number in range(1000)})
    right = {"login": carol.email, "password": SIGN_UP["password1"]}
    assert client.post("/accounts/login/", right).status_code == 422


def test_behind_a_proxy_each_visitor_has_limits_of_their_own(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    codes = [
        client.post(
            "/accounts/signup/", {"email": "no"}, headers={"x-forwarded-for": f"forged, {address}"}
        ).status_code
        for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1")
    ]
    assert codes == [422, 422, 429]


def test_too_many_sign_ups_are_asked_to_wait(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    client.post("/accounts/signup/", SIGN_UP | {"email": "no"})
    response = client.post("/accounts/signup/", SIGN_UP)
    assert response.status_code == 429
    assert "Wait a few minutes" in response.content.decode()


def test_a_mail_that_follows_a_change_says_what_was_changed(carols, carol, mails):
    old = SIGN_UP["password1"]
    typed = {"oldpassword": old, "password1": NEW, "password2": NEW}
    carols.post("/accounts/password/change/", typed)
    assert "The password of your account was changed." in mails()[-1]
