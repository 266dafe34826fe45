"""An item that the plan held when a page was drawn, and holds no more."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from apps.accounts.requests import RunnerRequest
from apps.plans import queries
from apps.plans.item_wish_forms import GONE


def to_the_week_now(request: RunnerRequest, item: str) -> HttpResponse:
    """To the week as it stands, with a word about it. Raises Http404 where the runner has no plan
    of such a day, and for a part of a page: what is on it says so itself."""
    start = queries.planned_week_of(request.user, item)
    if start is None or request.htmx:
        raise Http404
    messages.info(request, GONE)
    return redirect("week_of", start)
