"""Each request counted and noted by the name of its view; its path may open something."""

import logging
import time
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Counter, Histogram

log = logging.getLogger("hamstride.web")

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OFTEN: Final = frozenset({"health", "health_deep", "metrics"})
"""Machines ask for these all day: noted only at DEBUG."""
counted: Final = CollectorRegistry()
REQUESTS: Final = Counter(
    "hamstride_requests",
    "Requests answered, by view, method and status.",
    ["view", "method", "status"],
    registry=counted,
)
SECONDS: Final = Histogram(
    "hamstride_request_seconds",
    "Seconds from the first middleware to the answer, by view.",
    ["view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=counted,
)


class WatchingMiddleware:
    """Counts and notes what was asked for, how it ended, and how long it took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - start
        match = request.resolver_match
        view = match.view_name if match else "none"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(view, method, response.status_code).inc()
        SECONDS.labels(view).observe(seconds)
        level = logging.DEBUG if view in OFTEN else logging.INFO
        log.log(level, "%s %s %s %.0f ms", method, view, response.status_code, seconds * 1000)
        return response
