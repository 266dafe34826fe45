"""How it went, over weeks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.pages.trends import trends_of
from apps.pages.trends.mornings import SORE
from apps.pages.trends.span import USUAL


@require_safe
@started_required
def trends(request: RunnerRequest) -> HttpResponse:
    shown = trends_of(request.user, request.GET.get("range", USUAL))
    return render(request, "pages/trends.html", {"trends": shown, "sore_from": SORE})
