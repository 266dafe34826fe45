"""How a section of the profile is shown, saved, and defended against a second tab."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render

from apps.accounts.forms.section import SectionForm
from apps.accounts.models import Profile
from apps.accounts.requests import RunnerRequest
from apps.accounts.services import profile_of
from apps.lib.conflict import Conflict


class Section(NamedTuple):
    """One page: what it draws, how a valid form is saved, where the runner goes from there."""

    form: type[SectionForm]
    template: str
    save: Callable[[RunnerRequest, Any], None]
    after: str
    guess: Mapping[str, Any] | None = None


def edit_section(request: RunnerRequest, section: Section) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    form = section.form(typed, profile=profile_of(request.user), guess=section.guess)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, section.template, {"form": form}, status=status)
    try:
        section.save(request, form)
    except Conflict:
        return _answer_conflict(request, section)
    return redirect(section.after)


def _answer_conflict(request: RunnerRequest, section: Section) -> HttpResponse:
    """Show what was typed over what is stored now; saving again then replaces it.

    A form sent twice meets its own first save: that is no conflict.
    """
    fresh = Profile.objects.get(user=request.user)
    typed = request.POST.copy()
    typed["version"] = str(fresh.version)
    form = section.form(typed, profile=fresh)
    if not form.differing():
        return redirect(section.after)
    return render(
        request, section.template, {"form": form, "stored": form.differences()}, status=409
    )
