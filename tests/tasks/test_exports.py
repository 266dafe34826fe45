"""A real worker writes the ZIP that the page asks for."""

import pytest

from tests.waiting import until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def test_a_worker_hears_of_the_wish_and_writes_the_zip(worker, alice, client_of):
    client_of(alice).post("/settings/data/exports/new/")
    until(lambda: alice.exports.get().state == "done")
    assert alice.exports.get().file.size > 500
