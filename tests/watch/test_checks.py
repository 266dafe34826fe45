"""`check --deploy`: clean as we ship it, and a sentence for each setting that would be weak."""

import copy
from typing import Any

import pytest
from django.core.checks import run_checks
from pytest_django.fixtures import Settings

from tests.architecture.test_settings import start

PUBLIC = {
    "SITE_URL": "https://run.example.org",
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "submission://name:secret@mail.example.org:587",
    "SECRET_KEY": "a-long-walk" * 9,
}
POLICY = "CONTENT_SECURITY_POLICY"
WEAK: list[tuple[str, str, Any]] = [
    ("W001", "MIDDLEWARE", []),
    ("W001", f"{POLICY}.default-src", ["'self'"]),
    ("W001", f"{POLICY}.frame-ancestors", ["'self'"]),
    ("W001", f"{POLICY}.style-src", ["'self'", "'unsafe-inline'"]),
    ("W001", f"{POLICY}.script-src", ["https://cdn.example.org"]),
    ("W002", "CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}),
    ("W002", "ACCOUNT_RATE_LIMITS", False),
    ("W002", "ALLAUTH_TRUSTED_PROXY_COUNT", 0),
    ("W003", "PASSWORD_HASHERS", ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]),
    ("W004", "BODY_MAX_BYTES", 10**10),
    ("W004", "DATA_UPLOAD_MAX_NUMBER_FIELDS", None),
    ("W004", "FILE_UPLOAD_HANDLERS", []),
    ("W004", "FILE_UPLOAD_PERMISSIONS", 0o644),
    ("W005", "EMAIL_USE_TLS", False),
    ("W005", "MAIL_GOES_TO_FILES", True),
    ("W006", "ALLOWED_HOSTS", ["*"]),
    ("W006", "HTTPS", False),
    ("W007", "SESSION_COOKIE_SAMESITE", "None"),
    ("W007", "SESSION_COOKIE_HTTPONLY", False),
]


@pytest.fixture
def public(settings: Settings) -> Settings:
    """The settings of an installation that others reach."""
    settings.HTTPS, settings.SITE_HOST = True, "run.example.org"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT, settings.MAIL_GOES_TO_FILES = 1, False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "mail.example.org", True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    return settings


def ours() -> list[str]:
    found = run_checks(include_deployment_checks=True)
    return [str(one.id) for one in found if str(one.id).startswith("hamstride.")]


def test_as_we_ship_it_there_is_nothing_to_say(public: Settings):
    assert ours() == []


def test_the_command_has_nothing_to_say_under_public_settings():
    done = start(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], **PUBLIC)
    assert done.returncode == 0, done.stderr


def test_the_command_tells_a_mail_server_without_tls():
    weak = PUBLIC | {"EMAIL_URL": "smtp://name:secret@mail.example.org:25"}
    done = start(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], **weak)
    assert done.returncode == 1
    assert "hamstride.W005" in done.stderr


@pytest.mark.parametrize(("told", "name", "value"), WEAK, ids=lambda one: str(one)[:40])
def test_a_weak_setting_is_told(public: Settings, told: str, name: str, value: Any):
    setting, _, directive = name.partition(".")
    if directive:
        policy = copy.deepcopy(public.CONTENT_SECURITY_POLICY)
        policy["DIRECTIVES"][directive] = value
        value = policy
    setattr(public, setting, value)
    assert f"hamstride.{told}" in ours()
