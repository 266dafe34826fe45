"""Pages leave compressed; what is a file of its own, or comes in a stream, stays as it is."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware import gzip


class GZipMiddleware(gzip.GZipMiddleware):
    """Django's, which adds random bytes against guessing by length (BREACH), for text alone."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        if response.streaming or not kind.startswith(("text/", "application/json")):
            return response
        return super().process_response(request, response)
