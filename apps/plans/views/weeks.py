"""Today, the week, its revisions, and what became of an item."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.access import started_required
from apps.accounts.red_flags import Help, help_for
from apps.accounts.requests import RunnerRequest
from apps.lib.fields import blank
from apps.lib.htmx import page_or_part
from apps.plans import layered, queries, services
from apps.plans.after_run import after_run
from apps.plans.beside import ROUTINE, RUN, SORE, what_is_beside
from apps.plans.forms import NOT_YET, REASONS, MarkForm
from apps.plans.models import Because
from apps.plans.own import own_week
from apps.plans.page import WeekView
from apps.plans.views.gone import to_the_week_now
from apps.routines.forms.sessions import SorenessForm
from apps.routines.queries.sessions import to_ask_soreness_of
from apps.runlog.forms.checkin import CheckInForm
from apps.runlog.queries import open_flags


@require_safe
@started_required
def today(request: RunnerRequest) -> HttpResponse:
    day, start = queries.today_and_week_start(request.user.profile)
    plan = queries.current_plan(request.user, start)
    if _waits_still(request, plan):
        return HttpResponse(status=204)
    context = {
        "today": day,
        "start": start,
        "race": queries.race_of(request.user.profile, day),
        "back": "today",
    }
    context |= _beside(request, start, day) | _shown(request, plan)
    return page_or_part(request, "plans/today.html", "plan", context)


@require_safe
@started_required
def week(request: RunnerRequest) -> HttpResponse:
    _, start = queries.today_and_week_start(request.user.profile)
    return _week(request, start)


@require_safe
@started_required
def week_of(request: RunnerRequest, day: date) -> HttpResponse:
    start = queries.week_start_for(request.user, day)
    if start is None:
        raise Http404
    return _week(request, start) if start == day else redirect("week_of", start)


def _week(request: RunnerRequest, start: date) -> HttpResponse:
    plan = queries.current_plan(request.user, start)
    if _waits_still(request, plan):
        return HttpResponse(status=204)
    replaced = queries.is_replaced(request.user.profile, start)
    context = _shown(request, plan) | {"start": start, "back": "" if replaced else "week"}
    context["replaced"] = replaced
    context["earlier"], context["later"] = queries.weeks_beside(request.user, start)
    context["revisions"] = layered.revisions_shown(request.user, start)
    today, _ = queries.today_and_week_start(request.user.profile)
    context["own"] = own_week(request.user, start, today)
    context["layers"] = layered.layers_shown(request.user, start)
    context["may_ask"] = start in queries.weeks_to_plan(request.user)
    return page_or_part(request, "plans/week.html", "plan", context)


@require_safe
@started_required
def plan_revision(request: RunnerRequest, day: date, number: int) -> HttpResponse:
    plan = queries.past_revision(request.user, day, number)
    if plan is None:
        raise Http404
    shown = {one.number: one for one in layered.revisions_shown(request.user, day)}
    return render(request, "plans/revision.html", {"plan": plan, "wishes": shown[number].wishes})


@require_POST
@started_required
def plan_ask(request: RunnerRequest, day: date) -> HttpResponse:
    """Ask again for a week that has no plan, or whose last job came to nothing."""
    if day not in queries.weeks_to_plan(request.user):
        raise Http404
    services.request_plan(runner=request.user, week_start=day, because=Because.ASKED)
    return redirect("week_of", day)


@require_http_methods(["GET", "HEAD", "POST"])
@started_required
def item_mark(request: RunnerRequest, item: str) -> HttpResponse:
    found = queries.item_view(request.user, item)
    if found is None:
        return to_the_week_now(request, item)
    start, shown = found
    form = MarkForm(request.POST if request.method == "POST" else None, item=shown)
    if form.is_valid() and _mark(request, form):
        page = reverse("week_of", args=[start]) if form.goes_to_week else reverse("today")
        return redirect(f"{page}?{urlencode({'marked': item})}#item-{item}")
    context = {"item": shown, "form": form}
    return render(request, "plans/item_mark.html", context, status=422 if form.is_bound else 200)


@require_POST
@started_required
def after_run_start(request: RunnerRequest, run_id: int) -> HttpResponse:
    session = services.start_after_run(runner=request.user, run_id=run_id)
    if session is None:
        messages.info(request, "That was for right after the run. Sleep is the better part now.")
        return redirect("today")
    return redirect("session_detail", session.pk)


@require_POST
@started_required
def item_start(request: RunnerRequest, item: str) -> HttpResponse:
    """Take today's strength, stretching or mobility to the mat, or go on with it."""
    try:
        session = services.start_item(runner=request.user, item=item)
    except services.NoSuchItemError:
        return to_the_week_now(request, item)
    except services.NotYetError:
        messages.warning(request, NOT_YET)
        return redirect("item_mark", item)
    return redirect("session_detail", session.pk)


def _mark(request: RunnerRequest, form: MarkForm) -> bool:
    """Whether it is noted: a plan that came since the form was read may have moved the item.

    The form then says so. Raises Http404 where no plan holds the item any more.
    """
    told = {key: form.cleaned_data[key] for key in ("state", "reason")}
    try:
        services.mark_item(runner=request.user, item=form.item.id, **told)
    except services.NoSuchItemError as error:
        raise Http404 from error
    except services.NotYetError:
        form.add_error("state", NOT_YET)
    return form.is_valid()


def _shown(request: RunnerRequest, plan: WeekView | None) -> dict[str, Any]:
    """What both pages with a plan on them show of it."""
    marked = request.GET.get("marked", "")
    return {"plan": plan, "marked": marked, "reasons": REASONS, "help": _help(request, plan)}


def _beside(request: RunnerRequest, start: date, day: date) -> dict[str, Any]:
    """What stands on Today beside the plan: the morning's check, after a run, own routines,
    soreness to be told."""
    runner, there = request.user, what_is_beside(request.user, day)
    own = own_week(runner, start, day) if ROUTINE in there else ()
    return {
        "check": blank(CheckInForm, today=day),
        "after_run": after_run(runner) if RUN in there else None,
        "own": [one for one in own if one.is_today],
        "sore_from": to_ask_soreness_of(runner, day) if SORE in there else None,
        "soreness": blank(SorenessForm, auto_id="sore_%s"),
    }


def _help(request: RunnerRequest, plan: WeekView | None) -> list[Help]:
    """Whom to see for the signs that were ticked, also before the plan has heard of them."""
    knows = plan is not None and plan.status == "ready" and not plan.needs_doctor
    return [] if knows else help_for(open_flags(request.user))


def _waits_still(request: RunnerRequest, plan: WeekView | None) -> bool:
    """A page that polls and has nothing new to see: what is open on it stays as it is."""
    return bool(request.htmx) and "wait" in request.GET and bool(plan and plan.status == "pending")
