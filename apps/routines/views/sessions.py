"""The player: a session on the mat, step by step or as a list."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.access import started_required
from apps.accounts.requests import RunnerRequest
from apps.routines import services
from apps.routines.forms.sessions import (
    ChecklistForm,
    FinishForm,
    HurtForm,
    SetForm,
    SorenessForm,
)
from apps.routines.models import GuidedSession
from apps.routines.player import PlayerView, player_view
from apps.routines.queries.sessions import history

FOLLOWS = "Your plan follows in a moment."
NOTHING_YET = (
    "Nothing is done or ticked yet, so there is nothing to end. It waits for another time."
)
OPEN = GuidedSession.State.OPEN


@require_safe
@started_required
def session_list(request: RunnerRequest) -> HttpResponse:
    slug = request.GET.get("exercise", "")
    page = history(request.user, request.GET.get("page"), slug)
    context = {"page": page, "slug": slug, "tests": request.user.bridge_tests.all()}
    return render(request, "routines/session_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@started_required
def session_detail(request: RunnerRequest, session_id: int) -> HttpResponse:
    """The player; POST takes the whole list, and what was pressed with it."""
    session = _own(request, session_id)
    view = player_view(session)
    if session.state != OPEN:
        return render(request, "routines/session_summary.html", {"view": view})
    form = ChecklistForm(request.POST if request.method == "POST" else None, view=view)
    if form.is_valid():
        return _save_list(request, session, form)
    context = {"view": view, "form": form, "hurt": HurtForm(initial={"position": 0})}
    return render(
        request, "routines/session_detail.html", context, status=422 if form.is_bound else 200
    )


def _save_list(request: RunnerRequest, session: GuidedSession, form: ChecklistForm) -> HttpResponse:
    """Write the list down, then do what was pressed: skip, swap, save or finish."""
    services.save_list(session=session, sets=form.amounts())
    try:
        if "skip" in request.POST:
            services.skip_exercise(session=session, position=_number(request.POST["skip"]))
        elif "swap" in request.POST:
            position, _, slug = request.POST["swap"].partition(":")
            services.swap_exercise(session=session, position=_number(position), slug=slug)
    except services.NoSuchStepError as error:
        raise Http404 from error
    if "finish" in request.POST:
        return redirect("session_finish", session.pk)
    return redirect("session_detail", session.pk)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1


@require_POST
@started_required
def session_sets(request: RunnerRequest, session_id: int) -> HttpResponse:
    """One set as the player saves it; the same again changes nothing."""
    session, form = _own(request, session_id), SetForm(request.POST)
    if not form.is_valid():
        return HttpResponse("Which set, and how much?", status=422, content_type="text/plain")
    told = form.cleaned_data
    try:
        if told["step"]:
            amount = {name: told[name] for name in ("reps", "seconds")}
            services.save_set(session=session, step=told["step"], **amount)
        else:
            services.skip_exercise(session=session, position=told["skip"])
    except services.NoSuchStepError as error:
        raise Http404 from error
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
@started_required
def session_hurts(request: RunnerRequest, session_id: int) -> HttpResponse:
    session = _own(request, session_id)
    at = _number(request.GET.get("at", "0"))
    form = HurtForm(request.POST if request.method == "POST" else None, initial={"position": at})
    if form.is_valid():
        return _act_on_pain(request, session, form)
    context = {"view": player_view(session), "form": form}
    return render(
        request, "routines/session_hurts.html", context, status=422 if form.is_bound else 200
    )


def _act_on_pain(request: RunnerRequest, session: GuidedSession, form: HurtForm) -> HttpResponse:
    hurt = form.hurt()
    try:
        verdict = services.report_pain(session=session, hurt=hurt)
    except services.NoSuchStepError as error:
        raise Http404 from error
    if verdict == "watch":
        messages.info(request, f"Noted: {hurt.pain}/10. Go on if you like; stop when it rises.")
    elif verdict == "easier":
        words = f"{hurt.pain}/10 is more than this exercise may give: it ends here. {FOLLOWS}"
        messages.warning(request, words)
    return redirect("session_detail", session.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@started_required
def session_finish(request: RunnerRequest, session_id: int) -> HttpResponse:
    session = _own(request, session_id)
    view = player_view(session)
    if session.state != OPEN or not (view.done or session.reports):
        if session.state == OPEN:
            messages.info(request, NOTHING_YET)
        return redirect("session_detail", session.pk)
    form = FinishForm(request.POST if request.method == "POST" else None, view=view)
    if form.is_valid():
        return _finish(request, view, form)
    context = {"view": view, "form": form}
    return render(
        request, "routines/session_finish.html", context, status=422 if form.is_bound else 200
    )


def _finish(request: RunnerRequest, view: PlayerView, form: FinishForm) -> HttpResponse:
    services.finish_session(session=view.session, **form.told())
    messages.success(request, f"{view.session.title}: saved. {FOLLOWS}")
    return redirect("session_detail", view.session.pk)


@require_POST
@started_required
def test_start(request: RunnerRequest) -> HttpResponse:
    return redirect("session_detail", services.start_test(runner=request.user).pk)


@require_POST
@started_required
def session_soreness(request: RunnerRequest, logged_id: int) -> HttpResponse:
    """How sore it was two days later, asked on Today."""
    logged = get_object_or_404(request.user.sessions, pk=logged_id)
    form = SorenessForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "logged": logged}
        return render(request, "routines/session_soreness.html", context, status=422)
    services.record_soreness(session=logged, soreness=form.cleaned_data["soreness"])
    messages.success(request, f"Noted. {FOLLOWS}")
    return redirect("today")


def _own(request: RunnerRequest, session_id: int) -> GuidedSession:
    rows = request.user.guided_sessions.select_related("runner__profile")
    return get_object_or_404(rows, pk=session_id)
