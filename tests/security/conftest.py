"""Alice with something in every table, for whoever comes to take it."""

from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.db.models import Model
from pytest_django import Settings

from apps.accounts.models import User
from tests.planting import plant


@pytest.fixture
def hers(alice: User, tmp_path: Path, settings: Settings) -> dict[str, Model]:
    """A row of Alice's in every table."""
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    return plant(alice)
