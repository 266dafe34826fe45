"""`/checkin/`: how the hamstring is today, and what a clinician said."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.lib import clock
from apps.lib.conflict import Conflict
from apps.runlog import services
from apps.runlog.forms.checkin import CheckInForm, ClearanceForm
from apps.runlog.models import CheckIn
from apps.runlog.queries import gate_matters

FORM = "runlog/checkin_form.html"
NOTED = "Noted. Your plan follows in a moment."


@started_required
def checkin(request: RunnerRequest) -> HttpResponse:
    stored = request.user.checkins.filter(date=_today(request)).first()
    form, tests = _form(request, request.POST if request.method == "POST" else None, stored)
    if not form.is_valid():
        context = {"form": form, "tests": tests}
        return render(request, FORM, context, status=422 if form.is_bound else 200)
    version = form.seen_version()
    try:
        services.record_checkin(runner=request.user, version=version, **form.columns())
    except Conflict:
        return _answer_conflict(request, form.cleaned_data["date"])
    if not form.cleaned_data["red_flags"]:  # today's page says first of all whom to see
        messages.success(request, NOTED)
    return redirect("today")


@started_required
def clearance(request: RunnerRequest) -> HttpResponse:
    form = ClearanceForm(request.POST if request.method == "POST" else None, today=_today(request))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "runlog/clearance_form.html", {"form": form}, status=status)
    services.record_clearance(runner=request.user, date=form.cleaned_data["date"])
    messages.success(request, NOTED)
    return redirect("today")


def _today(request: RunnerRequest) -> date:
    return clock.local_today(request.user.profile.time_zone)


def _form(
    request: RunnerRequest, typed: QueryDict | None, stored: CheckIn | None
) -> tuple[CheckInForm, str]:
    """The form, and whether the small tests are asked now, later or not at all."""
    today = _today(request)
    tests = gate_matters(request.user, today)
    return CheckInForm(typed, today=today, checkin=stored, asks_gate=bool(tests)), tests


def _answer_conflict(request: RunnerRequest, day: date) -> HttpResponse:
    """That day has other answers already: show both; saving again replaces what is stored."""
    stored = request.user.checkins.get(date=day)
    typed = request.POST.copy()
    typed["version"], typed["drawn_for"] = str(stored.version), day.isoformat()
    form, tests = _form(request, typed, stored)
    context = {"form": form, "stored": form.differences(), "tests": tests}
    return render(request, FORM, context, status=409)
