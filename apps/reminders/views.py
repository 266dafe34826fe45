"""The settings page of reminders, and the link in each mail that ends them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.accounts.access import started_required
from apps.accounts.models import User
from apps.accounts.requests import RunnerRequest
from apps.reminders import mails, queries, services
from apps.reminders.forms import MorningForm
from apps.reminders.models import Kind


@require_http_methods(["GET", "HEAD", "POST"])
@started_required
def settings_reminders(request: RunnerRequest) -> HttpResponse:
    runner, zone = request.user, request.user.profile.time_zone
    setting = queries.setting_of(runner, Kind.MORNING)
    now = {"enabled": setting.enabled, "local_time": setting.local_time}
    form = MorningForm(request.POST or None, initial=now, zone=zone)
    if form.is_valid():
        services.change_setting(runner=runner, kind=Kind.MORNING, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("settings_reminders")
    context = {"form": form, "zone": zone, "trust": queries.trust(runner), "setting": setting}
    return render(request, "reminders/settings.html", context, status=422 if form.is_bound else 200)


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """RFC 8058: a mail program posts here by itself, without cookies and so without a CSRF token;
    the signed link is the permission. Opening the page changes nothing."""
    found = mails.read_unsubscribe(token)
    if found is None:
        raise Http404
    runner = get_object_or_404(User, pk=found[0])
    if request.method == "POST":
        services.switch_off(runner=runner, kind=found[1])
    context = {"kind": found[1], "done": request.method == "POST"}
    return render(request, "reminders/unsubscribe.html", context)
