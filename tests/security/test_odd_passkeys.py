"""What no browser would say of a passkey breaks no page and lets nobody in."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.test import Client

from apps.accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
ANSWER = {"clientDataJSON": "e30", "authenticatorData": "e30", "signature": "e30"}
WHOLE = {"id": "YWE", "rawId": "YWE", "type": "public-key"}
SAID = [
    "[" * 90_000,
    "[]",
    "null",
    "{}",
    "9" * 5000,
    json.dumps(WHOLE),
    json.dumps(WHOLE | {"response": ANSWER}),
    json.dumps(WHOLE | {"response": ANSWER | {"userHandle": "MQ"}}),
    json.dumps(WHOLE | {"response": ANSWER | {"userHandle": "\ud800"}}),
    json.dumps(WHOLE | {"response": {"clientDataJSON": "e30", "attestationObject": "e30"}}),
]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("asked", [True, False])
def test_nobody_logs_in_with_it(alice: User, said: str, asked: bool):
    client = Client()
    if asked:
        client.get("/accounts/2fa/webauthn/login/", headers={"x-requested-with": "XMLHttpRequest"})
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": said})
    assert answer.status_code in (302, 422)
    assert SESSION_KEY not in client.session


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("path", ["2fa/webauthn/add/", "2fa/webauthn/reauthenticate/"])
def test_nobody_adds_it_or_shows_who_they_are_with_it(alice: User, client_of, path, said):
    client = client_of(alice)
    if path.endswith("add/"):
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.post(f"/accounts/{path}", {"credential": said, "name": "x"})
    assert answer.status_code in (302, 404, 422)
    assert not Authenticator.objects.exists()
