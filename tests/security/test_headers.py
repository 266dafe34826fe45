"""Every kind of answer carries the headers: pages, errors, redirects, static files."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as site
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client, override_settings

from tests.architecture.files import ROOT
from tests.conftest import PASSWORD
from tests.security.addresses import ALL
from tests.security.rows import ask

pytestmark = pytest.mark.django_db
CSP = "Content-Security-Policy"
HEADERS = {
    CSP,
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
}


def assert_guarded(answer, told=""):
    assert answer.headers.keys() >= HEADERS, told
    assert "default-src 'none'" in answer[CSP], told
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "data:"} & set(answer[CSP].split())
    assert "Cache-Control" in answer.headers, told


@pytest.mark.parametrize("known", [True, False])
def test_every_page_carries_them(hers, bob, client_of, known):
    client = client_of(bob) if known else Client()
    for address in ALL:
        answer, _ = ask(client, "get", address.path(hers))
        assert_guarded(answer, address)


def test_no_page_of_a_runner_is_kept_by_a_proxy(hers, bob, client_of):
    for address in ALL:
        answer, _ = ask(client_of(bob), "get", address.path(hers))
        kept = answer["Cache-Control"]
        assert "private" in kept or "no-store" in kept, address
        assert "public" not in kept, address


def answer_of(kind, alice, client_of):
    client = client_of(alice)
    client.raise_request_exception = False
    strict = Client(enforce_csrf_checks=True)
    asked = {
        400: lambda: client.get("/", headers={"host": "evil.example"}),
        403: lambda: strict.post("/accounts/login/"),
        404: lambda: client.get("/nothing/here/"),
        405: lambda: client.post("/health/"),
        413: lambda: client.post("/runs/new/", b"x" * (site.BODY_MAX_BYTES + 1), "text/plain"),
        422: lambda: client.post("/runs/new/", {}),
        302: lambda: Client().get("/today/"),
        200: lambda: client.get("/today/"),
    }
    return asked[kind]()


@pytest.mark.parametrize("kind", [200, 302, 400, 403, 404, 405, 413, 422])
def test_every_kind_of_answer_carries_them(kind, alice, client_of):
    answer = answer_of(kind, alice, client_of)
    assert answer.status_code == kind
    assert_guarded(answer)


@pytest.mark.parametrize("path", ["/runs/999999/", "/%00", "/static/nothing.css"])
def test_so_does_what_is_not_there(path, alice, client_of):
    answer, _ = ask(client_of(alice), "get", path)
    assert answer.status_code == 404
    assert_guarded(answer)


@override_settings(ROOT_URLCONF="tests.security.broken")
def test_so_does_a_fault_of_ours(db):
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert_guarded(answer)


@override_settings(ROOT_URLCONF="tests.security.broken")
def test_so_does_a_database_that_is_away(db):
    answer = Client(raise_request_exception=False).get("/away/")
    assert answer.status_code == 503
    assert_guarded(answer)


def test_so_does_a_static_file(client):
    for name in ("css/site.css", "js/site.js"):
        answer, _ = ask(client, "get", staticfiles_storage.url(name))
        assert_guarded(answer, name)
        assert "immutable" in answer["Cache-Control"]


def test_logging_out_takes_the_pages_out_of_the_browser(alice, client_of):
    answer = client_of(alice).post("/accounts/logout/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in client_of(alice).get("/accounts/logout/").headers


def test_so_does_deleting_the_account(alice, client_of):
    client = client_of(alice)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.post("/settings/data/delete/", {"address": alice.email})
    assert answer["Clear-Site-Data"] == '"cache"'


HTTPS = """
import django, json
django.setup()
from django.conf import settings
from django.test import Client
answer = Client(headers={"host": "run.example.org"}).get("/static/x", secure=True)
print(answer["Strict-Transport-Security"], settings.SESSION_COOKIE_SECURE,
      settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY)
"""


def test_behind_https_the_browser_stays_there():
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    env["SITE_URL"] = "https://run.example.org"
    line = [sys.executable, "-c", HTTPS]
    done = subprocess.run(line, env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "max-age=31536000 True True True\n"
