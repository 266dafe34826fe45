"""Who may see a page that needs a complete profile."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import redirect

from apps.accounts.requests import RunnerRequest
from apps.accounts.services import profile_of

P = ParamSpec("P")
View = Callable[Concatenate[RunnerRequest, P], HttpResponse]


def started_required(view: View[P]) -> View[P]:
    """Send a runner whose three screens are not done to the next of them."""

    @wraps(view)
    def guarded(request: RunnerRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not profile_of(request.user).is_started:
            return redirect("start")
        return view(request, *args, **kwargs)

    return guarded


def not_started_required(view: View[P]) -> View[P]:
    """Send a runner whose three screens are done to today's page."""

    @wraps(view)
    def guarded(request: RunnerRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if profile_of(request.user).is_started:
            return redirect("today")
        return view(request, *args, **kwargs)

    return guarded
