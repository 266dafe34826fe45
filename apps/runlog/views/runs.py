"""`/runs/`: the log, one run, and its form."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.lib.conflict import Conflict
from apps.lib.units import distance, duration
from apps.runlog import services
from apps.runlog.figures.page import figures_of
from apps.runlog.forms.run import RunForm
from apps.runlog.models import Run
from apps.runlog.queries import log_page, untold_run

FORM = "runlog/run_form.html"
FOLLOWS = "Your plan follows in a moment."


@require_safe
@started_required
def run_list(request: RunnerRequest) -> HttpResponse:
    profile = request.user.profile
    page = log_page(request.user, profile.first_weekday, _day(request.GET.get("before", "")))
    return render(request, "runlog/run_list.html", {"page": page, "units": profile.units})


@started_required
def run_new(request: RunnerRequest) -> HttpResponse:
    form = RunForm(_typed(request), profile=request.user.profile, prefill=request.GET.dict())
    if not form.is_valid():
        return render(request, FORM, {"form": form}, status=422 if form.is_bound else 200)
    run = services.record_run(runner=request.user, idem=form.key, **form.columns())
    messages.success(request, _saved(run, request.user.profile.units))
    return redirect("today")


@require_safe
@started_required
def run_detail(request: RunnerRequest, run_id: int) -> HttpResponse:
    run = get_object_or_404(request.user.runs, pk=run_id)
    files = [file for file in run.files.all() if file.original]
    units = request.user.profile.units
    context = {"run": run, "files": files, "units": units, "figures": figures_of(run, units)}
    return render(request, "runlog/run_detail.html", context)


@require_safe
@started_required
def run_untold(request: RunnerRequest) -> HttpResponse:
    """Where to say how the last run felt; this morning's check if that is said."""
    run = untold_run(request.user)
    return redirect("run_edit", run.pk) if run else redirect("checkin")


@started_required
def run_edit(request: RunnerRequest, run_id: int) -> HttpResponse:
    run = get_object_or_404(request.user.runs, pk=run_id)
    form = RunForm(_typed(request), profile=request.user.profile, run=run)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, FORM, {"form": form, "run": run}, status=status)
    version = form.cleaned_data["version"]
    try:
        services.change_run(run=run, version=version or run.version, **form.columns())
    except Conflict:
        return _answer_conflict(request, run)
    messages.success(request, f"Saved. {FOLLOWS}")
    return redirect("run_detail", run.pk)


@started_required
def run_delete(request: RunnerRequest, run_id: int) -> HttpResponse:
    run = get_object_or_404(request.user.runs, pk=run_id)
    if request.method != "POST":
        context = {"run": run, "units": request.user.profile.units}
        return render(request, "runlog/run_confirm_delete.html", context)
    services.delete_run(run=run)
    messages.success(request, f"The run is deleted. {FOLLOWS}")
    return redirect("run_list")


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _answer_conflict(request: RunnerRequest, run: Run) -> HttpResponse:
    """Show what was typed beside what is stored now; a form sent twice is no conflict."""
    run.refresh_from_db()
    typed = request.POST.copy()
    typed["version"] = str(run.version)
    form = RunForm(typed, profile=request.user.profile, run=run)
    stored = form.differences()
    if not stored:
        return redirect("run_detail", run.pk)
    return render(request, FORM, {"form": form, "run": run, "stored": stored}, status=409)


def _saved(run: Run, unit: str) -> str:
    """What was stored; two runs of one day are common, one typed twice is a slip worth a word."""
    told = f"Saved: {distance(run.distance_m, unit)} in {duration(run.duration_s)}."
    alike = {"date": run.date, "distance_m": run.distance_m, "duration_s": run.duration_s}
    if run.runner.runs.filter(**alike).exclude(pk=run.pk).exists():
        told += (
            " Your log holds just such a run of that day already; if it is the same, delete one."
        )
    return f"{told} {FOLLOWS}"
