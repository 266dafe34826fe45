import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.machines.park import Park
from tests.processes import empty_broker


@pytest.fixture
def park(transactional_db: None, tmp_path: Path) -> Iterator[Park]:
    """Machines on the test's database and broker, with a data folder that they share."""
    if not os.environ["REDIS_URL"]:
        pytest.skip("no Redis or Valkey: the machines were not started")
    if connection.vendor == "sqlite":
        pytest.skip("needs PostgreSQL: machines of their own do not share a file")
    empty_broker()
    shared = {"HAMSTRIDE_DATA": str(tmp_path / "data"), "SECRET_KEY": settings.SECRET_KEY}
    park = Park(tmp_path, env={**shared, "EMAIL_URL": "file:"})
    yield park
    park.close()
