"""What changed: a week's revisions compared, and the weeks gone by."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.plans import layered, queries
from apps.plans.forms import CompareForm
from apps.plans.past import WEEKS_SHOWN, compare, past_weeks


@require_safe
@started_required
def week_versions(request: RunnerRequest, day: date) -> HttpResponse:
    """Every revision of the week; without a choice the first stands beside the newest."""
    revisions = layered.revisions_shown(request.user, day)
    if not revisions:
        raise Http404
    form = CompareForm(request.GET or None, revisions=revisions)
    found = compare(request.user, day, *form.chosen) if form.chosen else None
    context = {"start": day, "revisions": revisions, "form": form, "comparison": found}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "plans/week_versions.html", context, status=status)


@require_safe
@started_required
def weeks_past(request: RunnerRequest) -> HttpResponse:
    """The last weeks as they were planned then; `?before=` goes further back."""
    _, this_week = queries.today_and_week_start(request.user.profile)
    before = min(_day(request.GET.get("before", "")) or this_week, this_week)
    weeks = past_weeks(request.user, before)
    earlier = before - timedelta(weeks=WEEKS_SHOWN)
    has_more = queries.has_plan_before(request.user, earlier)
    context = {"weeks": weeks, "earlier": earlier if has_more else None, "this_week": this_week}
    return render(request, "plans/weeks_past.html", context)


def _day(text: str) -> date | None:
    """A day of an address; anything else is none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in queries.YEARS else None
