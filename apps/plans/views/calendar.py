"""Calendar links: the page that makes them, and the feeds behind them."""

from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_http_methods, require_safe

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.plans import services
from apps.plans.feeds import Feed, find_feed
from apps.plans.forms import CalendarForm, LinkForm
from apps.plans.ics import render as ics
from apps.plans.models import CalendarFeeds

PAGE: Final = "plans/settings_calendar.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@started_required
def settings_calendar(request: RunnerRequest) -> HttpResponse:
    """The links are told once, when they are made: only their hashes are kept."""
    if request.method != "POST":
        return _page(request)
    if "starts" in request.POST:
        return _set_hour(request)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422)
    if form.cleaned_data["stop"]:
        services.revoke_link(runner=request.user, content=form.cleaned_data["content"])
        messages.success(request, "That link has stopped. Calendars that use it go empty.")
        return redirect("settings_calendar")
    return _page(request, made=form.cleaned_data["content"], link=_link(request, form))


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    found = find_feed(token)
    if found is None:
        raise Http404
    answer = _conditional(request, found)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    # A calendar may keep it, but asks each time; nobody between may.
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@condition(
    etag_func=lambda _request, found: found.etag,
    last_modified_func=lambda _request, found: found.changed_at,
)
def _conditional(request: HttpRequest, found: Feed) -> HttpResponse:  # noqa: ARG001
    answer = HttpResponse(ics(found), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="plan.ics"'
    return answer


def _set_hour(request: RunnerRequest) -> HttpResponse:
    form = CalendarForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    services.set_hour(runner=request.user, starts_at=form.cleaned_data["starts_at"])
    messages.success(request, "Saved. Your calendar follows when it next looks.")
    return redirect("settings_calendar")


def _link(request: RunnerRequest, form: LinkForm) -> str:
    told = {key: form.cleaned_data[key] for key in ("content", "idem")}
    token = services.make_link(runner=request.user, **told)
    return f"{settings.SITE_URL}{reverse('calendar_feed', args=[token])}"


def _page(request: RunnerRequest, *, status: int = 200, **said: Any) -> HttpResponse:
    feeds = CalendarFeeds.objects.filter(runner=request.user).first()
    shown = said.get("form") or CalendarForm.showing(feeds)
    link = said.get("link", "")
    context = {
        **said,
        "feeds": feeds,
        "form": shown,
        "zone": request.user.profile.time_zone,
        "webcal": link.replace("https://", "webcal://").replace("http://", "webcal://"),
        "idem": uuid4(),
    }
    return render(request, PAGE, context, status=status)
