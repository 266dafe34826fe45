"""`/settings/hamstrings/injuries/…`: an injury is added, changed, removed."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from apps.accounts import services
from apps.accounts.access import started_required
from apps.accounts.forms.injury import InjuryForm
from apps.accounts.models import Injury
from apps.accounts.requests import RunnerRequest
from apps.accounts.views.settings import SAVED
from apps.lib import clock
from apps.lib.conflict import Conflict

FORM = "accounts/injury_form.html"


@started_required
def injury_new(request: RunnerRequest) -> HttpResponse:
    form = _form(request)
    if not form.is_valid():
        return render(request, FORM, {"form": form}, status=422 if form.is_bound else 200)
    services.add_injury(runner=request.user, idem=form.cleaned_data["idem"], columns=form.columns())
    messages.success(request, SAVED)
    return redirect("settings_hamstrings")


@started_required
def injury_edit(request: RunnerRequest, injury_id: int) -> HttpResponse:
    injury = get_object_or_404(request.user.injuries, pk=injury_id)
    form = _form(request, injury)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, FORM, {"form": form, "injury": injury}, status=status)
    version = form.cleaned_data["version"]
    try:
        services.change_injury(injury=injury, version=version, columns=form.columns())
    except Conflict:
        return _answer_conflict(request, injury)
    messages.success(request, SAVED)
    return redirect("settings_hamstrings")


@started_required
def injury_delete(request: RunnerRequest, injury_id: int) -> HttpResponse:
    injury = get_object_or_404(request.user.injuries, pk=injury_id)
    if request.method != "POST":
        return render(request, "accounts/injury_confirm_delete.html", {"injury": injury})
    services.remove_injury(injury=injury)
    messages.success(request, SAVED)
    return redirect("settings_hamstrings")


def _form(request: RunnerRequest, injury: Injury | None = None) -> InjuryForm:
    typed = request.POST if request.method == "POST" else None
    return InjuryForm(typed, today=_today(request), injury=injury, prefill=request.GET.dict())


def _today(request: RunnerRequest) -> date:
    return clock.local_today(services.profile_of(request.user).time_zone)


def _answer_conflict(request: RunnerRequest, injury: Injury) -> HttpResponse:
    """Show what was typed beside what is stored now; a form sent twice is no conflict."""
    injury.refresh_from_db()
    typed = request.POST.copy()
    typed["version"] = str(injury.version)
    form = InjuryForm(typed, today=_today(request), injury=injury)
    stored = form.differences()
    if not stored:
        return redirect("settings_hamstrings")
    return render(request, FORM, {"form": form, "injury": injury, "stored": stored}, status=409)
