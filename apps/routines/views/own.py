"""Own routines: build, change, delete, put into the week, start."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.lib import clock
from apps.lib.conflict import Conflict
from apps.routines import services
from apps.routines.forms.own import RoutineDayForm, RoutineForm, in_words
from apps.routines.models import Routine
from apps.routines.queries.own import days_to_come
from apps.routines.steps import minutes_of

FORM = "routines/routine_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@started_required
def routine_new(request: RunnerRequest) -> HttpResponse:
    form = RoutineForm(request.POST if request.method == "POST" else None)
    if form.pressed:
        return render(request, FORM, {"form": form.rearranged()})
    if not form.is_valid():
        return render(request, FORM, {"form": form}, status=422 if form.is_bound else 200)
    routine = services.add_routine(runner=request.user, idem=form.key, **form.told())
    return redirect("routine_detail", routine.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@started_required
def routine_edit(request: RunnerRequest, routine_id: int) -> HttpResponse:
    routine = _own(request, routine_id)
    form = RoutineForm(request.POST if request.method == "POST" else None, routine=routine)
    context = {"form": form, "routine": routine}
    if form.pressed:
        return render(request, FORM, context | {"form": form.rearranged()})
    if not form.is_valid():
        return render(request, FORM, context, status=422 if form.is_bound else 200)
    version = form.cleaned_data["version"] or routine.version
    try:
        services.change_routine(routine=routine, version=version, **form.told())
    except Conflict:
        return _answer_conflict(request, routine)
    return redirect("routine_detail", routine.pk)


def _answer_conflict(request: RunnerRequest, routine: Routine) -> HttpResponse:
    """What was typed beside what is stored now; a form sent twice is no conflict."""
    routine.refresh_from_db()
    typed = request.POST.copy()
    typed["version"] = str(routine.version)
    form = RoutineForm(typed, routine=routine)
    stored = form.differences(routine) if form.is_valid() else []
    if not stored:
        return redirect("routine_detail", routine.pk)
    context = {"form": form, "routine": routine, "stored": stored}
    return render(request, FORM, context, status=409)


@require_safe
@started_required
def routine_detail(request: RunnerRequest, routine_id: int) -> HttpResponse:
    routine = _own(request, routine_id)
    form = RoutineDayForm(today=_today(request))
    return render(request, "routines/routine_detail.html", _shown(routine, form))


def _shown(routine: Routine, form: RoutineDayForm) -> dict[str, object]:
    return {
        "routine": routine,
        "form": form,
        "lines": in_words(routine.exercises).split("; "),
        "minutes": minutes_of(routine.exercises),
        "days": days_to_come(routine),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@started_required
def routine_delete(request: RunnerRequest, routine_id: int) -> HttpResponse:
    routine = _own(request, routine_id)
    if request.method != "POST":
        return render(request, "routines/routine_confirm_delete.html", {"routine": routine})
    services.delete_routine(routine=routine)
    messages.success(request, f"{routine.name} is deleted. What you did from it stays in the log.")
    return redirect("exercise_list")


@require_POST
@started_required
def routine_start(request: RunnerRequest, routine_id: int) -> HttpResponse:
    try:
        session, left_out = services.start_routine(routine=_own(request, routine_id))
    except services.NothingLeftError:
        messages.warning(request, "Not today: an injury, or pain you told of, is against it.")
        return redirect("routine_detail", routine_id)
    if left_out:
        names = ", ".join(left_out)
        messages.warning(request, f"Left out today, for your injury's sake: {names}.")
    return redirect("session_detail", session.pk)


@require_POST
@started_required
def routine_days(request: RunnerRequest, routine_id: int) -> HttpResponse:
    """Put it on a day, or with `off` take it from there."""
    routine = _own(request, routine_id)
    form = RoutineDayForm(request.POST, today=_today(request))
    if not form.is_valid():
        return render(request, "routines/routine_detail.html", _shown(routine, form), status=422)
    put = services.take_off_day if "off" in request.POST else services.put_on_day
    put(routine=routine, day=form.cleaned_data["date"])
    return redirect("routine_detail", routine.pk)


def _own(request: RunnerRequest, routine_id: int) -> Routine:
    return get_object_or_404(request.user.routines, pk=routine_id)


def _today(request: RunnerRequest) -> date:
    return clock.local_today(request.user.profile.time_zone)
