"""`/checkin/`: how the hamstring is today, and what a clinician said."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.accounts.access import started_required
from apps.accounts.red_flags import advice_for
from apps.accounts.requests import RunnerRequest
from apps.lib import clock
from apps.lib.conflict import Conflict
from apps.runlog import services
from apps.runlog.forms.checkin import CheckInForm, ClearanceForm

FORM = "runlog/checkin_form.html"


@started_required
def checkin(request: RunnerRequest) -> HttpResponse:
    today = _today(request)
    stored = request.user.checkins.filter(date=today).first()
    form = CheckInForm(
        request.POST if request.method == "POST" else None, today=today, checkin=stored
    )
    if not form.is_valid():
        return render(request, FORM, {"form": form}, status=422 if form.is_bound else 200)
    version = form.cleaned_data["version"]
    try:
        services.record_checkin(runner=request.user, version=version, **form.columns())
    except Conflict:
        return _answer_conflict(request, form.cleaned_data["date"])
    _say(request, form.cleaned_data["red_flags"])
    return redirect("today")


@started_required
def clearance(request: RunnerRequest) -> HttpResponse:
    form = ClearanceForm(request.POST if request.method == "POST" else None, today=_today(request))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "runlog/clearance_form.html", {"form": form}, status=status)
    services.record_clearance(runner=request.user, date=form.cleaned_data["date"])
    messages.success(request, "Noted. Your plan follows within a minute.")
    return redirect("today")


def _today(request: RunnerRequest) -> date:
    return clock.local_today(request.user.profile.time_zone)


def _say(request: RunnerRequest, flags: list[str]) -> None:
    if advice := advice_for(flags):
        messages.error(request, advice)
    else:
        messages.success(request, "Noted. Your plan follows within a minute.")


def _answer_conflict(request: RunnerRequest, day: date) -> HttpResponse:
    """That day has other answers already: show both; saving again replaces what is stored."""
    stored = request.user.checkins.get(date=day)
    typed = request.POST.copy()
    typed["version"] = str(stored.version)
    form = CheckInForm(typed, today=_today(request), checkin=stored)
    context = {"form": form, "stored": form.differences()}
    return render(request, FORM, context, status=409)
