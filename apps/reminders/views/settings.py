"""`/settings/reminders/`: what is mailed, when, and what has come of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.reminders import queries, services
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
