"""`/settings/reminders/`: what is mailed, when, and what has come of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.access import started_required
from apps.accounts.models import User
from apps.accounts.requests import RunnerRequest
from apps.lib.bell import ring_after_commit
from apps.reminders import queries, services
from apps.reminders.forms import RemindersForm
from apps.reminders.kinds import KINDS
from apps.reminders.models import Mailbox
from apps.reminders.tasks import send_due
from apps.reminders.trust import trust


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
    context = {"form": form, **_shown(runner, mailbox)}
    return render(request, "reminders/settings.html", context, status=422 if form.is_bound else 200)


def _shown(runner: User, mailbox: Mailbox) -> dict[str, Any]:
    told = trust(runner, mailbox, reaches=queries.has_a_mailbox(runner))
    return {"mailbox": mailbox, "trust": told, "zone": runner.profile.time_zone}


@require_POST
@started_required
def mail_now(request: RunnerRequest) -> HttpResponse:
    """One mail at once, by the same ledger as every other."""
    try:
        services.ask_for_one_now(runner=request.user)
    except services.EnoughError:
        messages.info(request, "That was the fifth today, so the next one is tomorrow's.")
    else:
        ring_after_commit(send_due)
    return redirect(f"{reverse('settings_reminders')}#asked")


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
