"""What a mail service tells later: by real requests, in the words of each service."""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
import requests
from django.test import Client
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.reminders.models import Mailbox

TOKEN = "a-word-that-nobody-guesses"
ALICE = "alice@example.org"
ADDRESS = "/mail/events/"
# It goes on to read SendGrid, and says so each time.
pytestmark = pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning")


def resend(kind: str, bounce: str = "") -> dict[str, Any]:
    told = {"message": "The mailbox is not there.", "type": bounce}
    data = {"email_id": "56761188", "to": [ALICE], "bounce": told}
    return {"type": kind, "created_at": "2026-11-23T08:00:00.000Z", "data": data}


def postmark(kind: str) -> dict[str, Any]:
    told = {"RecordType": "Bounce", "Type": kind, "MessageID": "883953f4", "ID": 42}
    return told | {"Email": ALICE, "BouncedAt": "2026-11-23T08:00:00Z", "Details": "550 nobody"}


def mailersend(kind: str) -> dict[str, Any]:
    mail = {"message": {"id": "62fb66bef5"}, "recipient": {"email": ALICE}}
    data = {"type": kind, "id": "62f114f8", "email": mail}
    return {"type": f"activity.{kind}", "data": data}


def sendgrid(kind: str, event: str = "bounce") -> list[dict[str, Any]]:
    told = {"email": ALICE, "event": event, "type": kind, "reason": "550 5.1.1 nobody"}
    return [told | {"timestamp": 1795420800, "sg_event_id": "Ym91bmNl"}]


def brevo(kind: str) -> dict[str, Any]:
    return {"event": kind, "email": ALICE, "ts_epoch": 1795420800000, "reason": "nobody"}


FOR_GOOD = [
    ("resend", resend("email.bounced", "Permanent")),
    ("resend", resend("email.complained")),
    ("postmark", postmark("HardBounce")),
    ("postmark", postmark("BadEmailAddress")),
    ("postmark", postmark("SpamComplaint")),
    ("mailersend", mailersend("hard_bounced")),
    ("mailersend", mailersend("spam_complaint")),
    ("sendgrid", sendgrid("bounce")),
    ("sendgrid", sendgrid("", "spamreport")),
    ("brevo", brevo("hard_bounce")),
    ("brevo", brevo("invalid_email")),
    ("brevo", brevo("spam")),
]
FOR_NOW = [
    ("resend", resend("email.bounced", "Transient")),
    ("resend", resend("email.delivered")),
    ("postmark", postmark("SoftBounce")),
    ("postmark", postmark("Transient")),
    ("mailersend", mailersend("soft_bounced")),
    ("sendgrid", sendgrid("blocked")),
    ("brevo", brevo("soft_bounce")),
    ("brevo", brevo("delivered")),
]


@pytest.fixture
def tell(settings: Settings, client: Client):
    """Post a service's words as it does; answers the status."""

    def post(service: str, words: Any, secret: str = TOKEN) -> int:
        settings.EMAIL_BACKEND = f"anymail.backends.{service}.EmailBackend"
        settings.MAIL_EVENTS_TOKEN = TOKEN
        known = {"WEBHOOK_SECRET": f"hamstride:{TOKEN}", "MAILERSEND_SIGNING_SECRET": TOKEN}
        settings.ANYMAIL = known
        body = json.dumps(words)
        pair = base64.b64encode(f"hamstride:{secret}".encode()).decode()
        signed = hmac.new(secret.encode(), body.encode(), hashlib.sha256).hexdigest()
        headers = {"Authorization": f"Basic {pair}", "Signature": signed}
        answer = client.post(ADDRESS, body, "application/json", headers=headers)
        return answer.status_code

    return post


@pytest.mark.parametrize(("service", "words"), FOR_GOOD)
def test_a_mail_that_came_back_for_good_flags_the_address(
    alice: User, tell, service: str, words: Any
):
    assert tell(service, words) == 200
    assert alice.mailbox.is_refused


@pytest.mark.parametrize(("service", "words"), FOR_NOW)
def test_a_full_mailbox_and_good_news_flag_nothing(alice: User, tell, service: str, words: Any):
    assert tell(service, words) == 200
    assert not Mailbox.objects.filter(refused_address=ALICE).exists()


@pytest.mark.parametrize("service", ["resend", "mailersend", "postmark", "sendgrid", "brevo"])
def test_without_the_secret_nobody_is_heard(alice: User, tell, service: str):
    words = dict(FOR_GOOD)[service]
    assert tell(service, words, secret="another-word-of-the-same-length") == 403
    assert not Mailbox.objects.filter(refused_address=ALICE).exists()


@pytest.mark.parametrize("words", [[], {}, "hello", 7, {"type": "email.bounced"}, [[1]]])
@pytest.mark.parametrize("service", ["resend", "mailersend", "postmark", "sendgrid", "brevo"])
def test_nonsense_with_the_secret_is_refused_or_means_nothing(
    alice: User, tell, service: str, words: Any
):
    assert tell(service, words) in (200, 400)
    assert not Mailbox.objects.filter(refused_address=ALICE).exists()


def test_the_address_is_not_there_without_a_service_or_without_a_secret(
    client: Client, settings: Settings
):
    assert client.post(ADDRESS).status_code == 404
    settings.EMAIL_BACKEND = "anymail.backends.resend.EmailBackend"
    assert client.post(ADDRESS).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_bounce_over_the_wire_shows_on_the_settings_page(
    alice: User, live_server: LiveServer, settings: Settings, client_of
):
    settings.EMAIL_BACKEND = "anymail.backends.resend.EmailBackend"
    settings.MAIL_EVENTS_TOKEN = TOKEN
    settings.ANYMAIL = {"WEBHOOK_SECRET": f"hamstride:{TOKEN}"}
    words = resend("email.bounced", "Permanent")
    known, url = ("hamstride", TOKEN), f"{live_server.url}{ADDRESS}"
    assert requests.post(url, json=words, timeout=60).status_code == 403
    assert requests.post(url, json=words, auth=known, timeout=60).status_code == 200
    page = client_of(alice).get("/settings/reminders/").content.decode()
    assert "The mailbox is not there." in page
