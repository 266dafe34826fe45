"""Pages speak the runner's own time."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from apps.lib.localtime import zone_of


class LocalTimeMiddleware:
    """Activates the zone of the profile for the request; strangers see UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        profile = getattr(request.user, "profile", None)
        with timezone.override(zone_of(profile.time_zone if profile else "UTC")):
            return self.get_response(request)


class FormStatusMiddleware:
    """allauth answers 200 to a form that was refused; here every such form answers 422."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        form = (response.context_data or {}).get("form")
        if (
            request.method == "POST"
            and response.status_code == 200
            and getattr(form, "errors", None)
        ):
            response.status_code = 422
        return response


class SharedAccountMiddleware:
    """The demo account belongs to everybody: its address, its password and its locks stay, and
    nobody sees from where others look around."""

    KEPT = frozenset({"account_email", "account_change_password", "account_set_password"})
    SHUT = ("mfa_", "usersessions_", "device_", "data_")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Sends back to the settings with a sentence what would lock others out."""
        name = request.resolver_match.url_name if request.resolver_match else None
        if not name or not getattr(request.user, "is_demo", False):
            return None
        kept = request.method == "POST" and name in self.KEPT
        if not kept and not name.startswith(self.SHUT):
            return None
        messages.info(request, "The demo account is shared, so the ways into it stay as they are.")
        return redirect("settings")
