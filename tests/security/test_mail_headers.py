"""What a stranger types never becomes a header of a mail or of an answer, nor a link in a mail."""

import re

import pytest
from django.conf import settings as site
from django.test import Client

from apps.accounts.models import User
from apps.runlog.services import import_file
from tests.runlog.samples import ours

pytestmark = pytest.mark.django_db
BREAKS = ["\r\nBcc: evil@example.org", "\nBcc: evil@example.org", "\rBcc: evil@example.org"]
HOSTS = [
    {"host": "evil.example"},
    {"x-forwarded-host": "evil.example"},
    {"host": "localhost", "x-forwarded-host": "evil.example", "forwarded": "host=evil.example"},
    {"host": "localhost:8000@evil.example"},
    {"x-forwarded-server": "evil.example", "x-original-host": "evil.example"},
]


@pytest.mark.parametrize("headers", HOSTS)
@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_no_host_of_a_request_reaches_a_reset_mail(alice: User, mailoutbox, headers, email):
    Client().post("/accounts/password/reset/", {"email": email}, headers=headers)
    for mail in mailoutbox:
        links = re.findall(r"https?://[^/\s]+", mail.body)
        assert set(links) <= {site.SITE_URL}
        assert "evil" not in mail.message().as_string()


def test_a_host_that_is_not_ours_is_answered_with_400():
    for path in ("/", "/accounts/password/reset/", "/nothing/"):
        assert Client().get(path, headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("text", BREAKS)
@pytest.mark.parametrize("path", ["signup", "password/reset", "login"])
def test_an_address_with_a_line_break_is_refused_or_one_line(alice: User, mailoutbox, path, text):
    typed = {"password1": "a-slow-jog-by-it", "password2": "a-slow-jog-by-it"}
    told = {"email": f"alice@example.org{text}", "login": f"alice@example.org{text}"}
    assert Client().post(f"/accounts/{path}/", typed | told).status_code == 422
    assert mailoutbox == []


@pytest.mark.parametrize("text", [*BREAKS, '"; filename=evil.html', "\x00"])
def test_a_file_name_becomes_no_header_of_its_download(
    alice: User, client_of, tmp_path, settings, text
):
    settings.MEDIA_ROOT = str(tmp_path)
    name = f"run{text}.fit"
    (row,) = import_file(runner=alice, name=name, data=ours("fit/garmin-fr220-run-01.fit"))
    answer = client_of(alice).get(f"/runs/files/{row.pk}/")
    told = answer.get("Content-Disposition", "")
    assert answer.status_code == 200
    assert told.startswith("attachment")
    assert "bcc" not in answer.headers
    assert len(told.splitlines()) == 1
