"""A body that says itself that it is too large is refused before a byte of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class BodyLimitMiddleware:
    """Answers 413 with a page beyond `BODY_MAX_BYTES`, or what `LARGE_BODIES` says of this address;
    each file in a body has its own limit.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.LARGE_BODIES.get(request.path, settings.BODY_MAX_BYTES)
        if not length.isdigit() or int(length) > most:
            return render(request, "413.html", status=413)
        return self.get_response(request)
