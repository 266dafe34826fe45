"""There is no admin; who runs the installation sees figures, and nothing of anybody's."""

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.test import Client

from apps.accounts.models import User
from tests.conftest import PASSWORD
from tests.planting import MARKER
from tests.security.addresses import ALL
from tests.security.rows import ask, log_in_again, rows_of

pytestmark = pytest.mark.django_db
SEES_BOUNCES = {"operator"}
"""It shows addresses that bounce and what the mail server said of them."""

SAYS_503 = {"health_deep"}
"""No timetable beats here."""


@pytest.fixture
def staff(bob: User) -> User:
    User.objects.filter(pk=bob.pk).update(is_staff=True, is_superuser=True)
    return User.objects.get(pk=bob.pk)


@pytest.mark.parametrize("path", ["/admin/", "/admin", "/admin/login/", "/django-admin/"])
def test_it_is_at_no_path(staff: User, client_of, path):
    assert not apps.is_installed("django.contrib.admin")
    assert client_of(staff).get(path).status_code == 404
    assert Client().get(path).status_code in (302, 404)


def test_staff_find_nothing_of_anybodys_and_change_nothing(hers, staff: User, client_of):
    before, client = rows_of(staff), client_of(staff)
    for address in ALL:
        for method in ("get", "post"):
            answer, body = ask(client, method, address.path(hers))
            assert answer.status_code < 500 or address.name in SAYS_503, address
            if address.names_a_row:
                assert answer.status_code in (302, 404, 405), address
            if address.name not in SEES_BOUNCES:
                assert MARKER.encode() not in body, address
        log_in_again(client, staff)
    assert rows_of(staff) == before


def test_nobody_makes_themselves_staff(client, mailoutbox):
    wish = {"is_staff": "on", "is_superuser": "on", "is_demo": "on", "is_active": "on"}
    typed = {"email": "carol@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", typed | wish)
    carol = User.objects.get(email="carol@example.org")
    assert (carol.is_staff, carol.is_superuser, carol.is_demo) == (False, False, False)


def test_on_a_public_site_the_operators_page_wants_a_second_factor(staff, client_of, settings):
    settings.HTTPS = True
    client = client_of(staff)
    assert client.get("/operator/")["Location"] == "/accounts/2fa/"
    Authenticator.objects.create(user=staff, type="totp", data={"secret": "x"})
    assert client.get("/operator/").status_code == 200


def test_the_doctor_does_not_look_without_end(staff: User, client_of, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client = client_of(staff)
    codes = [client.post("/operator/").status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]
