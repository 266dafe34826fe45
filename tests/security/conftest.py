"""Alice with something in every table, for whoever comes to take it."""

import pytest
from django.db.models import Model

from apps.accounts.models import User
from tests.planting import plant


@pytest.fixture
def hers(alice: User, tmp_path, settings) -> dict[str, Model]:
    """A row of Alice's in every table."""
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    alice.emailaddress_set.create(email=alice.email, verified=True, primary=True)
    return plant(alice)
