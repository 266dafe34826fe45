"""A request is given room on Python's stack, whatever the depth at which it calls."""

import resource
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from apps.lib.room import RoomMiddleware

CALLS = 200
DEEPER_THAN_A_PAGE = 300


def one_call() -> None:
    """A call whose frame is larger than those below it, so that some depth lies at an end."""


one_call.__code__ = one_call.__code__.replace(co_stacksize=100)


def faults_of_calls(depth: int) -> int:
    """How often the system had to find memory for calls made so deep."""
    if depth:
        return faults_of_calls(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        one_call()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_no_depth_within_a_request_fetches_memory_for_each_call():
    found: list[int] = []

    def page(_: Any) -> HttpResponse:
        found.extend(map(faults_of_calls, range(DEEPER_THAN_A_PAGE)))
        return HttpResponse()

    RoomMiddleware(page)(HttpRequest())
    assert max(found) < CALLS / 2


def test_everything_that_a_request_passes_has_that_room():
    assert settings.MIDDLEWARE[0] == "apps.lib.room.RoomMiddleware"
