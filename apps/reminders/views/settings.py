"""`/settings/reminders/`: what is mailed, when, and what has come of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.reminders import queries, services
from apps.reminders.forms import RemindersForm
from apps.reminders.kinds import KINDS


@require_http_methods(["GET", "HEAD", "POST"])
@started_required
def settings_reminders(request: RunnerRequest) -> HttpResponse:
    runner, mailbox = request.user, queries.mailbox_of(request.user)
    stored = queries.settings_of(runner)
    form = RemindersForm(request.POST or None, stored=stored, mailbox=mailbox)
    if form.is_valid():
        kinds = {kind: form.columns(kind) for kind in KINDS}
        services.change_settings(runner=runner, kinds=kinds, limits=form.limits())
        messages.success(request, "Saved.")
        return redirect("settings_reminders")
    trust = queries.trust(runner)
    context = {"form": form, "mailbox": mailbox, "trust": trust, "zone": runner.profile.time_zone}
    return render(request, "reminders/settings.html", context, status=422 if form.is_bound else 200)


@require_POST
@started_required
def address_again(request: RunnerRequest) -> HttpResponse:
    services.trust_address(runner=request.user)
    messages.success(request, "Mails go to your address again.")
    return redirect("settings_reminders")


@require_POST
@started_required
def mails_again(request: RunnerRequest) -> HttpResponse:
    services.resume(runner=request.user)
    messages.success(request, "The pause is over.")
    return redirect("settings_reminders")
