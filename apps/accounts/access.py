"""Who may see a page that needs a complete profile."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from apps.accounts.queries import has_agreed
from apps.accounts.requests import RunnerRequest
from apps.accounts.services import profile_of

P = ParamSpec("P")
View = Callable[Concatenate[RunnerRequest, P], HttpResponse]
Guarded = Callable[Concatenate[RunnerRequest, P], HttpResponseBase]


def started_required(view: View[P]) -> View[P]:
    """Send a runner whose three screens are not done to the next of them, and one who has not
    agreed to the words of today to these."""

    @wraps(view)
    def guarded(request: RunnerRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        profile = profile_of(request.user)
        if profile.started_at is None:
            return redirect("start")
        if not has_agreed(profile):
            return redirect("data_consent")
        return view(request, *args, **kwargs)

    return guarded


def proof_required(view: Guarded[P]) -> Guarded[P]:
    """Ask for the password, a code or a passkey once more, unless that was just done."""
    guarded: Guarded[P] = reauthentication_required(allow_get=False)(view)
    return guarded


def screen_open(screen: int) -> Callable[[View[P]], View[P]]:
    """Let a runner see this one of the three screens once those before it are saved.

    Who has finished them all goes to today's page.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: RunnerRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            profile = profile_of(request.user)
            if profile.started_at is not None:
                return redirect("today")
            if profile.steps_done < screen - 1:
                return redirect("start")
            return view(request, *args, **kwargs)

        return guarded

    return guard
