"""`/settings/sharing/`: links for a physio or coach, their limits, and who looked."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.pages import services
from apps.pages.forms import ShareForm
from apps.pages.sharing import links_of, sheet_of
from apps.plans.queries import limits_of
from apps.plans.services import lift_limit

PAGE = "pages/sharing.html"
TOO_MANY = "Ten links are open. Stop one that you no longer need, then make this one."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@started_required
def sharing(request: RunnerRequest) -> HttpResponse:
    """A link is told once, when it is made: only its hash is kept."""
    if request.method != "POST":
        return _page(request)
    form = ShareForm(request.POST)
    if form.is_valid():
        try:
            made, token = services.make_share_link(runner=request.user, **form.cleaned_data)
        except services.TooManyLinksError:
            form.add_error(None, TOO_MANY)
        else:
            address = f"{settings.SITE_URL}{reverse('share', args=[token])}"
            return _page(request, made=made, address=address)
    return _page(request, form=form, status=422)


@require_POST
@started_required
def share_stop(request: RunnerRequest, link_id: int) -> HttpResponse:
    link = get_object_or_404(request.user.share_links, pk=link_id)
    services.stop_share_link(link=link)
    messages.success(request, f"The link for {link.name} has stopped. It opens nothing any more.")
    return redirect("sharing")


@require_POST
@started_required
def limit_lift(request: RunnerRequest, limit_id: int) -> HttpResponse:
    limit = get_object_or_404(request.user.clinician_limits, pk=limit_id)
    lift_limit(limit=limit)
    messages.success(request, "That limit is off. Your plan follows in a moment.")
    return redirect("sharing")


@require_safe
@started_required
def share_sheet(request: RunnerRequest) -> HttpResponse:
    """What they see, for the runner to look at or to print."""
    context = {"sheet": sheet_of(request.user), "limits": limits_of(request.user)}
    return render(request, "pages/share_sheet.html", context)


def _page(request: RunnerRequest, *, status: int = 200, **said: Any) -> HttpResponse:
    context = {
        "form": ShareForm(initial={"idem": uuid4()}),
        "links": links_of(request.user),
        "limits": limits_of(request.user),
        **said,
    }
    return render(request, PAGE, context, status=status)
