"""`/share/<token>/`: one runner's week and trends for whoever was given the link."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.lib import clock, rates
from apps.lib.browsers import browser_of
from apps.lib.localtime import zone_of
from apps.pages import services
from apps.pages.forms import LimitForm
from apps.pages.models import ShareLink
from apps.pages.sharing import find_link, sheet_of
from apps.plans.queries import limits_of
from apps.plans.services import lift_limit, set_limit

GUESS = ("share_guess", "20/5m/ip")
CHANGE = ("share_change", "30/h/key")
SAVED = "Set. The plan follows in a moment."
LIFTED = "Taken off. The plan follows in a moment."


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, token: str) -> HttpResponse:
    """The page, or a limit that is set or taken off. Any other text than a link's is no page."""
    if not rates.allowed(request, *GUESS, look=True):
        return rates.too_many(request)
    link = find_link(token)
    if link is None:
        rates.allowed(request, *GUESS)
        raise Http404
    with timezone.override(zone_of(link.runner.profile.time_zone)):
        answer = _change(request, link) if request.method == "POST" else _look(request, link)
    # That no other site learns the address is settled for every page: referrers stay at home.
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _look(request: HttpRequest, link: ShareLink) -> HttpResponse:
    if request.method == "GET" and request.user != link.runner:
        agent = request.headers.get("User-Agent", "")
        # Enough to know one's physio's device, too little to know a person.
        services.note_look(link=link, browser=browser_of(agent, unknown="Another program"))
    return _page(request, link, _form(link))


def _change(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """Limits are the one thing that may be changed here, and only where the runner said so."""
    if not link.may_limit:
        raise Http404
    if not rates.allowed(request, *CHANGE, key=str(link.origin)):
        return rates.too_many(request)
    if lifted := request.POST.get("lift"):
        return _lift(request, link, lifted)
    form = _form(link, request.POST)
    if not form.is_valid():
        return _page(request, link, form, status=422)
    set_limit(runner=link.runner, origin=link.origin, by=link.name, **form.told)
    messages.success(request, SAVED)
    return redirect(f"{request.path}#limits")


def _lift(request: HttpRequest, link: ShareLink, lifted: str) -> HttpResponse:
    """Whoever set a limit may take it off; those of others are not theirs."""
    own = link.runner.clinician_limits.filter(origin=link.origin)
    number = int(lifted) if lifted.isdecimal() and len(lifted) < 19 else 0
    lift_limit(limit=get_object_or_404(own, pk=number))
    messages.success(request, LIFTED)
    return redirect(f"{request.path}#limits")


def _form(link: ShareLink, data: Any = None) -> LimitForm:
    profile = link.runner.profile
    return LimitForm(data, today=clock.local_today(profile.time_zone), unit=profile.units)


def _page(
    request: HttpRequest, link: ShareLink, form: LimitForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "link": link,
        "form": form,
        "sheet": sheet_of(link.runner),
        "limits": limits_of(link.runner),
        "unit": link.runner.profile.units,
    }
    return render(request, "pages/share.html", context, status=status)
