"""What every answer tells a browser beside the policy for scripts."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

ALWAYS: Final = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
OURS_ALONE: Final = "private, no-cache"
"""No proxy keeps a page, and a browser asks before it shows one again; Back still works."""
LEAVING: Final = frozenset({"account_logout", "data_delete"})


class HeadersMiddleware:
    """Stands outside of everything, so that errors and static files carry them too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        for name, value in ALWAYS.items():
            answer.headers.setdefault(name, value)
        answer.headers.setdefault("Cache-Control", OURS_ALONE)
        match = request.resolver_match
        if match and match.url_name in LEAVING and request.method == "POST":
            # The next one at this computer must not see the last pages by Back.
            answer.headers["Clear-Site-Data"] = '"cache"'
        return answer
