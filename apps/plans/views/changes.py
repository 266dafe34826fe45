"""The runner changes the week: what a wish would do, doing it, and undoing it."""

from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.lib.conflict import Conflict
from apps.plans import layered, queries, services
from apps.plans.item_wish_forms import FORMS, GONE, ITEM_FORMS
from apps.plans.models import Layer, Plan, PlanRevision
from apps.plans.views.gone import to_the_week_now
from apps.plans.whynot import why_not
from apps.plans.wish_forms import WEEK_FORMS, DoForm, WishForm
from apps.plans.wish_page import WishPage, page_of_wish, week_of_wishes


@require_http_methods(["GET", "HEAD", "POST"])
@started_required
def week_change(request: RunnerRequest, day: date) -> HttpResponse:
    """What may be changed; with a wish in the address what it would do; POST does it."""
    found = layered.plan_to_change(request.user, day)
    if found is None:
        raise Http404
    if found.document["status"] == "see_a_doctor":
        return redirect("week_of", day)
    sent = request.POST if request.method == "POST" else request.GET
    if sent.get("kind") not in FORMS:
        return _menu(request, found)
    page = page_of_wish(request.user, found, sent["kind"], sent)
    return (_do if request.method == "POST" else _show)(request, found, page)


@require_safe
@started_required
def item_change(request: RunnerRequest, item: str) -> HttpResponse:
    """What may be changed of one item."""
    found = queries.item_view(request.user, item)
    plan = layered.plan_to_change(request.user, found[0]) if found else None
    if found is None or plan is None:
        return to_the_week_now(request, item)
    if not found[1].can_change:
        messages.info(request, GONE)
        return redirect("week_of", found[0])
    return _item_menu(request, plan, item)


@require_safe
@started_required
def why_not_page(request: RunnerRequest, day: date) -> HttpResponse:
    """Why nothing, or not everything, stands on this day of this week or the next."""
    start = queries.week_start_for(request.user, day)
    revision = layered.plan_to_change(request.user, start) if start else None
    today, _ = queries.today_and_week_start(request.user.profile)
    if revision is None or day < today or revision.document["status"] == "see_a_doctor":
        raise Http404
    context = {"found": why_not(request.user, revision, day), "start": start}
    return render(request, "plans/why_not.html", context)


@require_POST
@started_required
def layer_remove(request: RunnerRequest, layer_id: int) -> HttpResponse:
    rows = Layer.objects.select_related("plan__runner__profile")
    layer = get_object_or_404(rows, pk=layer_id, plan__runner=request.user)
    undone = layered.words_of(layer)
    services.remove_layer(layer=layer)
    messages.success(request, f"Undone: {undone}. Your plan follows in a moment.")
    # What was wished last week may reach into this one, and only this one is planned anew.
    _, start = queries.today_and_week_start(request.user.profile)
    return redirect("week_of", max(start, layer.plan.week_start))


def _do(request: RunnerRequest, revision: PlanRevision, page: WishPage) -> HttpResponse:
    """Once, and only from what the runner saw; the form sent twice finds its own first save."""
    plan, form = revision.plan, DoForm(request.POST)
    if not form.is_valid():
        return _show(request, revision, page, status=422)
    same = plan.layers.filter(idem=form.cleaned_data["idem"]).first()
    if same is None:
        return _lay(request, revision, page, form)
    if same.removed_at is not None:  # sent from a page gone back to
        return _conflict(request, revision, page)
    return _done(plan)


def _lay(
    request: RunnerRequest, revision: PlanRevision, page: WishPage, form: DoForm
) -> HttpResponse:
    if page.is_stale(form.cleaned_data["seen"]):
        return _conflict(request, revision, page)
    if not page.can_be_done:
        return _show(request, revision, page, status=422)
    try:
        services.add_layer(**page.layer, **form.cleaned_data)
    except Conflict:
        return _conflict(request, revision)
    messages.success(request, f"{page.question}. Your plan follows in a moment.")
    return _done(revision.plan)


def _done(plan: Plan) -> HttpResponse:
    return redirect(reverse("week_of", args=[plan.week_start]) + "#layers")


def _conflict(
    request: RunnerRequest, revision: PlanRevision, page: WishPage | None = None
) -> HttpResponse:
    """What was asked for, beside what stands now; without a page another tab was just quicker."""
    sent, start = request.POST, revision.plan.week_start
    page = page or page_of_wish(request.user, revision, sent["kind"], sent)
    layers = layered.layers_shown(request.user, start)
    context = {"page": page, "start": start, "conflict": True, "layers": layers, "idem": uuid4()}
    return render(request, "plans/wish.html", context, status=409)


def _show(
    request: RunnerRequest, revision: PlanRevision, page: WishPage, status: int = 200
) -> HttpResponse:
    """The wish's page; a form that needs more comes back where it stood."""
    if page.found is not None:
        context = {"page": page, "start": revision.plan.week_start, "idem": uuid4()}
        return render(request, "plans/wish.html", context, status=status)
    if "item" in page.form.errors:  # its field is hidden: there is no place beside it
        messages.info(request, str(page.form.errors["item"][0]))
        return redirect("week_of", revision.plan.week_start)
    if page.form.kind in ITEM_FORMS:
        return _item_menu(request, revision, page.form.data["item"], page.form)
    return _menu(request, revision, page.form)


def _menu(
    request: RunnerRequest, revision: PlanRevision, form: WishForm | None = None
) -> HttpResponse:
    """The kinds of wishes for a week; a form that needs more comes back as it was typed."""
    week = week_of_wishes(request.user, revision)
    forms = [form if form and form.kind == kind else FORMS[kind](week=week) for kind in WEEK_FORMS]
    context = {"start": week.start, "forms": forms, "form": form, "ahead": week.ahead}
    return render(request, "plans/week_change.html", context, status=422 if form else 200)


def _item_menu(
    request: RunnerRequest, revision: PlanRevision, item: str, form: WishForm | None = None
) -> HttpResponse:
    week = week_of_wishes(request.user, revision)
    found = week.find(item)
    if found is None:
        raise Http404
    kinds = [kind for kind, made in ITEM_FORMS.items() if made.applies(found[1])]
    blank = (ITEM_FORMS[kind](week=week, item=item) for kind in kinds)
    forms = [form if form and form.kind == one.kind else one for one in blank if one.is_possible]
    context = {"start": week.start, "forms": forms, "form": form, "found": found}
    return render(request, "plans/item_change.html", context, status=422 if form else 200)
