"""What servers with bad days leave behind is swept up before the next test."""

import gc
import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """A server that hangs up in the middle leaves sockets to the collector: no fault of others."""
    yield
    told = sys.unraisablehook
    sys.unraisablehook = lambda unraisable: None
    try:
        gc.collect()
    finally:
        sys.unraisablehook = told
