"""The cast and the stage: Alice owns things, Bob is a stranger who has things of his own."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from apps.accounts.consent import VERSION
from apps.accounts.models import Profile, User

pytest_plugins = ["tests.order", "tests.processes", "tests.browsers", "tests.figures"]

PASSWORD = "a-long-walk-home"

ClientOf = Callable[[User], Client]


hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")
"""An example may take as long as it takes: how busy a machine is, is no fault of the code."""


def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2", *settings.PASSWORD_HASHERS]


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Name the test database; SQLite's is a file, so that a worker can open it too."""
    database: dict[str, Any] = settings.DATABASES["default"]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"test_hamstride_{worker}"
    if database["ENGINE"].endswith("sqlite3"):
        name = str(Path(os.environ["HAMSTRIDE_DATA"]) / f"{name}.sqlite3")
    database.setdefault("TEST", {})["NAME"] = name


def commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    told = bool(marker and marker.kwargs.get("transaction"))
    return told or "transactional_db" in request.fixturenames


@pytest.fixture(autouse=True)
def limits_end_with_their_test(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The cache's table is no model's: it is not emptied with the others behind a test."""
    if commits(request):
        request.getfixturevalue("django_db_setup")
    yield
    if commits(request):
        with django_db_blocker.unblock():
            cache.clear()


def onboarded(email: str, **profile: Any) -> User:
    """A runner who has filled the three screens: five hours a week, weekend free, no injury."""
    user = User.objects.create_user(email=email, password=PASSWORD)
    minutes = {"mon": 45, "tue": 45, "wed": 45, "thu": 45, "fri": 30, "sat": 90, "sun": 120}
    Profile.objects.update_or_create(
        user=user,
        defaults={
            "steps_done": 3,
            "consent_version": VERSION,
            "started_at": datetime(2026, 1, 5, 8, tzinfo=UTC),
            "birth_year": 1988,
            "time_zone": "Europe/Berlin",
            "available": minutes,
            "runs_per_week": 3,
            **profile,
        },
    )
    return User.objects.get(pk=user.pk)


@pytest.fixture
def alice(db: None) -> User:
    return onboarded("alice@example.org")


@pytest.fixture
def bob(db: None) -> User:
    return onboarded("bob@example.org", units="mi", time_zone="America/New_York", first_weekday=6)


@pytest.fixture
def client_of() -> ClientOf:
    """Make a test client that is logged in as the user."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make
